// What a program prints: its stdout is a file in memory, of which the beginning is kept.
#pragma once

#include <sys/types.h>

#include <string>

namespace dy2stat {

// Makes stdout a fresh file in memory.
void redirect_stdout();
// Makes stderr the null device: nothing is compared there.
void discard_stderr();

// What was written to descriptor 1 since the last call, flushed from Python and C first: at most 8 KiB of it, and how
// many bytes more there were. What was written is then forgotten. Empty if the program closed every descriptor of its
// stdout, and where redirect_stdout was not called.
std::string take_output();

// Frees the memory of what another process printed beyond that, if it is much; how long it was is still known.
void bound_output(pid_t process);

}  // namespace dy2stat
