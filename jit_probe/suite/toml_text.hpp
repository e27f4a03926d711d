// Places in a TOML text and values written as TOML.
#pragma once

#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

namespace dy2stat {

// Turns the parser's lines and columns, which count code points, into offsets of bytes.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text);
  std::size_t offset(const toml::source_position& position) const;
  // Where the line that holds the byte begins, and where it ends, behind its line end.
  std::size_t line_begin(std::size_t offset) const;
  std::size_t line_end(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> lines_;  // where each begins
};

// "text" with what TOML wants escaped.
std::string toml_string(std::string_view text);
// ["a", "b"]
std::string toml_list(const std::vector<std::string>& texts);

// How lines of the text end: "\r\n" if the first one does so, "\n" otherwise.
std::string line_end_of(std::string_view text);

}  // namespace dy2stat
