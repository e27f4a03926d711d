// Reading TOML with every problem noted at its position, so that a person sees all of them at once.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/suite/nearest.hpp"
#include "jit_probe/suite/problem.hpp"

namespace dy2stat {

// The content of a text file. A file that cannot be read or is not UTF-8 is a problem, and nothing is returned.
std::optional<std::string> read_text_file(const std::filesystem::path& file, Problems& problems);

// The file as a table. What is no TOML is a problem, and nothing is returned.
std::optional<toml::table> read_toml(const std::filesystem::path& file, Problems& problems);
// The same of a file whose text has been read.
std::optional<toml::table> parse_toml(const std::string& text, const std::filesystem::path& file, Problems& problems);

// An element of a list of strings, with its place.
struct PlacedText {
  std::string text;
  const toml::node* at;
};
std::vector<std::string> texts_of(const std::vector<PlacedText>& placed);

enum class Need { required, optional };

// Takes values out of tables of one file. What is wrong becomes a problem; the value returned is then empty.
class TomlReader {
 public:
  TomlReader(std::string file, Problems& problems) : file_(std::move(file)), problems_(problems) {}

  void problem(const toml::source_region& at, const std::string& what, const std::string& mend);
  void problem(const toml::node& at, const std::string& what, const std::string& mend);

  // Other keys than `known` are problems.
  void only_keys(const toml::table& table, std::initializer_list<std::string_view> known);
  // A string; one that is required must not be empty.
  std::string text(const toml::table& table, std::string_view key, Need need);
  // A list of strings, which may be empty.
  std::vector<PlacedText> texts(const toml::table& table, std::string_view key, Need need);
  // A list that must be there and hold something.
  std::vector<PlacedText> some_texts(const toml::table& table, std::string_view key);
  // The table at `key`; null if there is none.
  const toml::table* table(const toml::table& table, std::string_view key);
  // The tables of `[[key]]`.
  std::vector<const toml::table*> tables(const toml::table& table, std::string_view key);

  // Gives the text at `key`, if there is one, to `read`; the std::invalid_argument that it throws is a problem there.
  template <typename Read>
  void parsed(const toml::table& table, std::string_view key, Need need, const Read& read) {
    const auto value = text(table, key, need);
    if (!value.empty())
      try_at(
          *table.get(key), [&] { read(value); }, "correct '" + std::string(key) + "'");
  }

  // The value of the vocabulary that `text` spells; `words` are all there are.
  template <typename Words>
  std::optional<typename Words::value_type> word(const toml::node& at, const std::string& text, const Words& words) {
    std::vector<std::string_view> names;
    for (const auto candidate : words) {
      if (name_of(candidate) == text) return candidate;
      names.push_back(name_of(candidate));
    }
    problem(at, "there is no '" + text + "'", did_you_mean(text, names) + "write one of " + listed(names));
    return std::nullopt;
  }
  template <typename Words>
  std::optional<typename Words::value_type> word(const toml::table& table, std::string_view key, Need need,
                                                 const Words& words) {
    const auto value = text(table, key, need);
    if (value.empty()) return std::nullopt;
    return word(*table.get(key), value, words);
  }

  static std::string listed(const std::vector<std::string_view>& words);

 private:
  template <typename Action>
  void try_at(const toml::node& at, const Action& action, const std::string& mend) {
    try {
      action();
    } catch (const std::invalid_argument& error) {
      problem(at, error.what(), mend);
    }
  }

  std::string file_;
  Problems& problems_;
};

}  // namespace dy2stat
