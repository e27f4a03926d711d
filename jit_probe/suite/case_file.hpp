// A case as case.toml and program.py describe it, and the problems that were found on reading it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// What is wrong in a file, where, and how to mend it. Lines and columns count from 1.
struct Problem {
  std::string file;
  int line = 1, column = 1;
  std::string what, mend;
  std::string text() const;  // "file:line:column: what: mend"
};

struct Expectation {
  std::vector<std::string> engines;
  TorchRange torch;
  Expected expected;
};

struct Case {
  std::string name;  // "control_flow/return_in_while": the last two components of its folder
  std::filesystem::path folder;
  std::string title, entry, why;
  std::vector<std::string> tags, requires_packages;
  TorchRange torch;
  std::vector<Expectation> expectations;
  std::map<std::string, std::string> files;  // every regular file of the folder but case.toml, by relative name

  std::optional<Expected> expected_for(const std::string& engine, const TorchVersion& torch) const;
};

// Reads and checks a case's folder. Every problem is appended to `problems`; nothing is returned if there was one.
// `mechanisms` are the names that expectations may refer to; none: they are not checked.
std::optional<Case> read_case(const std::filesystem::path& folder, const std::set<std::string>* mechanisms,
                              std::vector<Problem>& problems);

// The case folders at or below `paths`, sorted; a path that does not exist, or a program without case.toml, is a
// problem.
std::vector<std::filesystem::path> find_cases(const std::vector<std::filesystem::path>& paths,
                                              std::vector<Problem>& problems);

// The names that mechanisms.toml defines.
std::set<std::string> read_mechanisms(const std::filesystem::path& file, std::vector<Problem>& problems);

}  // namespace dy2stat
