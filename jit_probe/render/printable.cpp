// Making text from programs safe for where it is shown.
#include "jit_probe/render/printable.hpp"

#include <algorithm>
#include <string_view>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {

std::string printable(const std::string& text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (length <= 4 && !is_utf8(std::string_view(text).substr(at, length))) ++length;
    const auto letter = std::string_view(text).substr(at, length > 4 ? 1 : length);
    // U+0080 to U+009F are controls too, of which U+009B begins a command to the terminal.
    const bool control = static_cast<unsigned char>(letter[0]) < 32 || letter[0] == 127 ||
                         (letter[0] == '\xC2' && static_cast<unsigned char>(letter.back()) < 0xA0);
    shown += control || length > 4 ? "?" : letter;
    at += letter.size();
  }
  return shown;
}

std::string markdown_escaped(std::string text) {
  std::ranges::replace_if(
      text, [](char letter) { return letter == '\n' || letter == '\r'; }, ' ');
  std::string result;
  for (const char letter : printable(text)) {
    if (letter == '<' || letter == '>' || letter == '&') {
      result += letter == '<' ? "&lt;" : letter == '>' ? "&gt;" : "&amp;";
      continue;
    }
    if (std::string_view("\\`*_[]|~").find(letter) != std::string_view::npos) result += '\\';
    result += letter;
  }
  return result;
}

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](unsigned char byte) { return byte >> 6 != 2; }));
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace dy2stat
