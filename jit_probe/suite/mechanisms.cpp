// Reading mechanisms.toml.
#include "jit_probe/suite/mechanisms.hpp"

#include "jit_probe/suite/toml_reader.hpp"

namespace dy2stat {

Mechanisms read_mechanisms(const std::filesystem::path& file, Problems& problems) {
  Mechanisms mechanisms;
  const auto content = read_toml(file, problems);
  if (!content) return mechanisms;
  TomlReader reader(file.string(), problems);
  for (const auto& [key, node] : *content) {
    const auto* table = reader.table(*content, key.str());
    if (!table) continue;
    reader.only_keys(*table, {"title", "engines", "text", "since", "reported"});
    auto& mechanism = mechanisms[std::string(key.str())];
    mechanism.title = reader.text(*table, "title", Need::required);
    mechanism.text = reader.text(*table, "text", Need::required);
    mechanism.since = reader.text(*table, "since", Need::required);
    mechanism.engines = texts_of(reader.texts(*table, "engines", Need::required));
    mechanism.reported = texts_of(reader.texts(*table, "reported", Need::required));
  }
  return mechanisms;
}

Mechanisms explained_mechanisms(const std::filesystem::path& file) {
  Problems ignored;
  return read_mechanisms(file, ignored);
}

std::filesystem::path mechanisms_file_for(const std::string& expected_at) {
  const auto end = expected_at.find("case.toml");
  if (end == std::string::npos) return std::filesystem::path("cases") / "mechanisms.toml";
  const std::filesystem::path folder(expected_at.substr(0, end));
  return folder.parent_path().parent_path().parent_path() / "mechanisms.toml";
}

}  // namespace dy2stat
