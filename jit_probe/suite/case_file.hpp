// A case as case.toml and program.py describe it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "jit_probe/suite/expectation.hpp"

namespace dy2stat {

// What a case's files may hold together; each request carries them.
inline constexpr std::size_t most_case_bytes = 64u << 20;

struct Case {
  std::string name;  // "control_flow/return_in_while": the last two components of its folder
  std::filesystem::path folder;
  std::string title, entry, why;
  std::vector<std::string> tags, requires_packages;
  TorchRange torch;
  std::vector<Expectation> expectations;
  std::map<std::string, std::string> files;  // every regular file of the folder but case.toml, by relative name
  std::string case_toml;                     // that file's text

  std::optional<Expected> expected_for(const std::string& engine, const TorchVersion& torch) const;
};

// Reads and checks a case's folder. Every problem is appended to `problems`; nothing is returned if there was one.
// `mechanisms` are those that its expectations may name; null: the names are not checked.
std::optional<Case> read_case(const std::filesystem::path& folder, const Mechanisms* mechanisms, Problems& problems);

}  // namespace dy2stat
