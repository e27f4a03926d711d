// What mechanisms.toml says of a mechanism. Whether the file is well-formed `read_mechanisms` checks.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace dy2stat {

struct Mechanism {
  std::string title, text, since;
};

// By name; empty if the file is not there or cannot be read.
std::map<std::string, Mechanism> explained_mechanisms(const std::filesystem::path& file);

// "cases/mechanisms.toml" for an expectation at "cases/closures/late_bound/case.toml:12:1"; for a place that is no
// case, the file of this folder's cases.
std::filesystem::path mechanisms_file_for(const std::string& expected_at);

}  // namespace dy2stat
