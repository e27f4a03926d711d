// Places in a TOML text and values written as TOML.
#include "jit_probe/suite/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dy2stat {

TextPlaces::TextPlaces(std::string_view text) : text_(text), lines_{0} {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n') lines_.push_back(at + 1);
}

std::size_t TextPlaces::offset(const toml::source_position& position) const {
  std::size_t at = lines_.at(position.line - 1);
  // A byte order mark is no column.
  if (at == 0 && text_.starts_with("\xEF\xBB\xBF")) at = 3;
  for (auto column = position.column; column > 1 && at < text_.size(); --column) {
    ++at;
    while (at < text_.size() && static_cast<unsigned char>(text_[at]) >> 6 == 2) ++at;
  }
  return at;
}

std::size_t TextPlaces::line_begin(std::size_t offset) const {
  return *(std::ranges::upper_bound(lines_, offset) - 1);
}

std::size_t TextPlaces::line_end(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(lines_, offset);
  return next == lines_.end() ? text_.size() : *next;
}

std::string toml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      quoted += '\\';
      quoted += letter;
    } else if (letter == '\n') {
      quoted += "\\n";
    } else if (letter == '\t') {
      quoted += "\\t";
    } else if (static_cast<unsigned char>(letter) < 32 || letter == 127) {
      quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(letter));
    } else {
      quoted += letter;
    }
  }
  return quoted + '"';
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts) list += (list.empty() ? "" : ", ") + toml_string(text);
  return "[" + list + "]";
}

std::string line_end_of(std::string_view text) {
  const auto first = text.find('\n');
  return first != std::string_view::npos && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
}

}  // namespace dy2stat
