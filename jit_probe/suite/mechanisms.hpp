// mechanisms.toml: why engines fail, each cause explained once.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "jit_probe/suite/problem.hpp"

namespace dy2stat {

struct Mechanism {
  std::string title, text, since;
  std::vector<std::string> engines, reported;
};

// By the name that `mechanism = "…"` in a case.toml refers to.
using Mechanisms = std::map<std::string, Mechanism>;

// Reads and checks the file. Every problem is appended to `problems`.
Mechanisms read_mechanisms(const std::filesystem::path& file, Problems& problems);

// What the file explains; empty if it is not there or is no TOML, which `run` and `list` say.
Mechanisms explained_mechanisms(const std::filesystem::path& file);

// "cases/mechanisms.toml" for an expectation at "cases/closures/late_bound/case.toml:12:1"; for a place that is no
// case, the file of this folder's cases.
std::filesystem::path mechanisms_file_for(const std::string& expected_at);

}  // namespace dy2stat
