// What an error says, without what differs from one machine or run to the next.
#pragma once

#include <string>
#include <string_view>

namespace dy2stat {

// `text` with addresses as "0x...", with the files of installed packages named from their package on
// ("torch/jit/_trace.py"), and without the line numbers in these, which move with every version. Other paths and their
// lines are the user's own, and stay.
std::string stable_text(std::string_view text);

}  // namespace dy2stat
