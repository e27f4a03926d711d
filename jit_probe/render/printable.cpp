// Making text from programs safe for where it is shown.
#include "jit_probe/render/printable.hpp"

#include <algorithm>
#include <string_view>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {

std::string printable(std::string text) {
  const bool unicode = is_utf8(text);
  for (char& letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 32 || byte == 127 || (byte > 127 && !unicode)) letter = '?';
  }
  return text;
}

std::string markdown_escaped(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '\n' || letter == '\r') {
      result += ' ';
      continue;
    }
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

}  // namespace dy2stat
