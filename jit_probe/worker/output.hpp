// What a program prints: its stdout and stderr are files in memory, of which the beginning is kept.
#pragma once

#include <string>

namespace dy2stat {

// Makes stdout and stderr fresh files in memory.
void redirect_output();

// What was written to descriptor 1 since the last call, flushed from Python and C first: at most 64 KiB of it, and how
// many bytes more there were. What was written is then forgotten. Empty if the program closed every descriptor of its
// stdout, and where redirect_output was not called.
std::string take_output();

}  // namespace dy2stat
