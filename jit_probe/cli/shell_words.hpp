// Command lines that a person can paste into a shell.
#pragma once

#include <string>
#include <vector>

namespace dy2stat {

// The words separated by spaces, those in quotation marks that a shell would take apart or expand.
std::string shell_words(const std::vector<std::string>& words);

// How this program is called from the current folder: "build/bin/jit_probe".
std::string this_program();

}  // namespace dy2stat
