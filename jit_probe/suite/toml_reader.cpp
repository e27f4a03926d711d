// Reading TOML files and noting what is wrong in them.
#include "jit_probe/suite/toml_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// The place of the first byte that begins no character.
Problem not_utf8(const std::string& file, std::string_view content) {
  Problem problem{file, 1, 1, "this is not UTF-8", "save the file in UTF-8"};
  while (!content.empty()) {
    std::size_t length = 1;
    while (length <= 4 && !is_utf8(content.substr(0, length))) ++length;
    if (length > 4) break;
    problem.column = content[0] == '\n' ? 1 : problem.column + 1;
    problem.line += content[0] == '\n';
    content.remove_prefix(std::min(length, content.size()));
  }
  return problem;
}

}  // namespace

std::optional<std::string> read_text_file(const fs::path& file, Problems& problems) {
  std::ostringstream content;
  std::error_code ignored;
  errno = fs::is_directory(file, ignored) ? EISDIR : 0;
  std::ifstream stream;
  if (errno == 0) stream.open(file, std::ios::binary);
  if (errno == 0) content << stream.rdbuf();
  if (!stream.is_open() || stream.bad()) {
    problems.push_back({file.string(), 1, 1, std::string("cannot be read: ") + std::strerror(errno ? errno : EIO),
                        "see that the file exists and that its permissions let you read it"});
    return std::nullopt;
  }
  auto text = std::move(content).str();
  if (!is_utf8(text)) {
    problems.push_back(not_utf8(file.string(), text));
    return std::nullopt;
  }
  return text;
}

std::optional<toml::table> read_toml(const fs::path& file, Problems& problems) {
  const auto text = read_text_file(file, problems);
  return text ? parse_toml(*text, file, problems) : std::nullopt;
}

std::optional<toml::table> parse_toml(const std::string& text, const fs::path& file, Problems& problems) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    problems.push_back({file.string(), static_cast<int>(at.line), static_cast<int>(at.column),
                        std::string(error.description()), "correct the TOML"});
    return std::nullopt;
  }
}

std::vector<std::string> texts_of(const std::vector<PlacedText>& placed) {
  std::vector<std::string> texts;
  for (const auto& item : placed) texts.push_back(item.text);
  return texts;
}

void TomlReader::problem(const toml::source_region& at, const std::string& what, const std::string& mend) {
  problems_.push_back({file_, static_cast<int>(at.begin.line), static_cast<int>(at.begin.column), what, mend});
}

void TomlReader::problem(const toml::node& at, const std::string& what, const std::string& mend) {
  problem(at.source(), what, mend);
}

std::string TomlReader::listed(const std::vector<std::string_view>& words) {
  std::string all;
  for (const auto word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

void TomlReader::only_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
  const std::vector<std::string_view> keys(known);
  for (const auto& [key, value] : table)
    if (std::ranges::find(keys, key.str()) == keys.end())
      problem(key.source(), "unknown key '" + std::string(key.str()) + "'",
              did_you_mean(key.str(), keys) + "the keys are " + listed(keys));
}

std::string TomlReader::text(const toml::table& table, std::string_view key, Need need) {
  const std::string name(key);
  const auto* node = table.get(key);
  if (!node) {
    if (need == Need::required) problem(table, "'" + name + "' is missing", "write " + name + " = \"...\"");
    return {};
  }
  const auto value = node->value_exact<std::string>();
  if (!value) problem(*node, "'" + name + "' is no string", "put it in quotation marks");
  if (value && value->empty() && need == Need::required)
    problem(*node, "'" + name + "' is empty", "write something between the quotation marks");
  return value.value_or("");
}

std::vector<PlacedText> TomlReader::texts(const toml::table& table, std::string_view key, Need need) {
  const std::string name(key);
  const auto* node = table.get(key);
  if (!node) {
    if (need == Need::required) problem(table, "'" + name + "' is missing", "write " + name + " = [\"...\"]");
    return {};
  }
  const auto* array = node->as_array();
  if (!array) {
    problem(*node, "'" + name + "' is no list", "write " + name + " = [\"...\"]");
    return {};
  }
  std::vector<PlacedText> values;
  for (const auto& item : *array)
    if (const auto value = item.value_exact<std::string>())
      values.push_back({*value, &item});
    else
      problem(item, "an element of '" + name + "' is no string", "put it in quotation marks");
  return values;
}

std::vector<PlacedText> TomlReader::some_texts(const toml::table& table, std::string_view key) {
  const auto* node = table.get(key);
  if (node && node->is_array() && node->as_array()->empty())
    problem(*node, "'" + std::string(key) + "' is an empty list", "write " + std::string(key) + " = [\"...\"]");
  return texts(table, key, Need::required);
}

const toml::table* TomlReader::table(const toml::table& table, std::string_view key) {
  const auto* node = table.get(key);
  if (node && !node->is_table())
    problem(*node, "'" + std::string(key) + "' is no table", "write [" + std::string(key) + "], and its keys below");
  return node ? node->as_table() : nullptr;
}

std::vector<const toml::table*> TomlReader::tables(const toml::table& table, std::string_view key) {
  const auto* node = table.get(key);
  if (!node) return {};
  const auto mend = "write [[" + std::string(key) + "]], and its keys below";
  const auto* array = node->as_array();
  if (!array) {
    problem(*node, "'" + std::string(key) + "' is no list of tables", mend);
    return {};
  }
  std::vector<const toml::table*> found;
  for (const auto& item : *array)
    if (item.is_table())
      found.push_back(item.as_table());
    else
      problem(item, "an element of '" + std::string(key) + "' is no table", mend);
  return found;
}

}  // namespace dy2stat
