// Reading the explanations of mechanisms.
#include "jit_probe/suite/mechanism.hpp"

#include <toml++/toml.h>

namespace dy2stat {

namespace fs = std::filesystem;

std::map<std::string, Mechanism> explained_mechanisms(const fs::path& file) {
  std::map<std::string, Mechanism> mechanisms;
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return mechanisms;
  try {
    const auto document = toml::parse_file(file.string());
    for (const auto& [name, node] : document)
      if (const auto* table = node.as_table())
        mechanisms[std::string(name.str())] = {(*table)["title"].value_or(std::string()),
                                               (*table)["text"].value_or(std::string()),
                                               (*table)["since"].value_or(std::string())};
  } catch (const toml::parse_error&) {
    // What is wrong with it `run` and `list` say; here it only explains nothing.
  }
  return mechanisms;
}

fs::path mechanisms_file_for(const std::string& expected_at) {
  const auto end = expected_at.find("case.toml");
  if (end == std::string::npos) return fs::path("cases") / "mechanisms.toml";
  return fs::path(expected_at.substr(0, end)).parent_path().parent_path().parent_path() / "mechanisms.toml";
}

}  // namespace dy2stat
