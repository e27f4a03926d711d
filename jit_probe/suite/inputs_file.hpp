// Reading the file that says what the programs of a package are called with.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "jit_probe/suite/problem.hpp"

namespace dy2stat {

// Pairs of a glob of dotted names and a Python expression, the longest glob first. Every problem of the file is
// appended to `problems`.
std::vector<std::pair<std::string, std::string>> read_inputs_file(const std::filesystem::path& file,
                                                                  Problems& problems);

}  // namespace dy2stat
