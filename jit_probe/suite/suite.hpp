// The cases below some paths, with the mechanisms that they refer to.
#pragma once

#include <filesystem>
#include <vector>

#include "jit_probe/suite/case_file.hpp"

namespace dy2stat {

struct Suite {
  std::vector<Case> cases;  // sorted by folder
  Mechanisms mechanisms;    // of every mechanisms.toml that a case refers to
};

// The case folders at or below `paths`, sorted, each once. A path that does not exist, and a program without a
// case.toml, is a problem; a folder that is neither a case nor holds one is passed over.
std::vector<std::filesystem::path> find_cases(const std::vector<std::filesystem::path>& paths, Problems& problems);

// Reads them all. A case's mechanisms.toml is that of the nearest folder above it. Every problem of every file is
// appended to `problems`, two cases of the same name among them; a case with a problem is left out.
Suite read_suite(const std::vector<std::filesystem::path>& paths, Problems& problems);

}  // namespace dy2stat
