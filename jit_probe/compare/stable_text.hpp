// What an error says, without what differs from one machine or run to the next.
#pragma once

#include <string>
#include <string_view>

namespace dy2stat {

// `text` with addresses as "0x...", without the "___torch_mangle_7." that counts the types of one name which a process
// has made, with Python's names of temporary files as "tmp...", with the files of installed packages named from their
// package on ("torch/jit/_trace.py"), and without the line numbers in these, which move with every version. Other paths
// and their lines are the user's own, and stay.
std::string stable_text(std::string_view text);

}  // namespace dy2stat
