// Constants as Python writes them.
#include "ast/tree/literal_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ast/tree/to_source.hpp"

namespace dy2stat::ast {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

void append_hex(std::string& out, std::string_view prefix, unsigned value, int digits) {
  out += prefix;
  for (int k = digits - 1; k >= 0; --k) out += hex_digits[value >> (4 * k) & 15];
}

// The character that begins at text[at], and how many bytes it has. The text is UTF-8.
struct Character {
  unsigned code;
  std::size_t size;
};
Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size == 1 || at + size > text.size()) return {first, 1};
  unsigned code = first & (0xff >> (size + 1));
  for (std::size_t k = 1; k < size; ++k) code = code << 6 | (static_cast<unsigned char>(text[at + k]) & 0x3f);
  return {code, size};
}

bool is_surrogate(unsigned code) {
  return code >= 0xd800 && code < 0xe000;
}

// What a reader would not see, or would see in another order.
bool is_invisible(unsigned code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa1) || code == 0xad || (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
         is_surrogate(code) || (code >= 0xe0000 && code < 0xe0080);
}

void append_code(std::string& out, unsigned code) {
  if (code == '\n') {
    out += "\\n";
  } else if (code == '\t') {
    out += "\\t";
  } else if (code == '\r') {
    out += "\\r";
  } else if (code < 0x100) {
    append_hex(out, "\\x", code, 2);
  } else if (code < 0x10000) {
    append_hex(out, "\\u", code, 4);
  } else {
    append_hex(out, "\\U", code, 8);
  }
}

char quote_for(std::string_view text) {
  return text.find('"') != std::string_view::npos && text.find('\'') == std::string_view::npos ? '\'' : '"';
}

// Whether a literal can be written so: no escapes, the quotes not within, nothing that changes when it is read.
bool can_be_raw(std::string_view text, std::string_view quotes) {
  if (text.find(quotes) != std::string_view::npos || (!text.empty() && text.back() == quotes[0])) return false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = character_at(text, at);
    if (code == '\\' || code == '\r' || code == 0 || is_surrogate(code)) return false;
    if (code == '\n' && quotes.size() == 1) return false;
    at += size;
  }
  return true;
}

std::optional<std::string> raw_literal(const OpenQuotes& open, std::string_view prefix, std::string_view text) {
  for (const auto quotes : all_quotes) {
    if (!can_be_raw(text, quotes)) continue;
    auto literal = std::string(prefix).append(quotes).append(text).append(quotes);
    if (may_stand_within(open, literal)) return literal;
  }
  return std::nullopt;
}

}  // namespace

bool may_stand_within(const OpenQuotes& open, std::string_view text) {
  if (open.empty()) return true;
  if (text.find('\\') != std::string_view::npos) return false;
  for (const auto quotes : open) {
    if (text.find(quotes) != std::string_view::npos) return false;
    if (quotes.size() == 1 && text.find('\n') != std::string_view::npos) return false;
  }
  return true;
}

void append_escaped(std::string& out, std::string_view text, char quote) {
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = character_at(text, at);
    if (code == '\\' || code == static_cast<unsigned>(quote)) {
      out += '\\';
      out += static_cast<char>(code);
    } else if (is_invisible(code)) {
      append_code(out, code);
    } else {
      out += text.substr(at, size);
    }
    at += size;
  }
}

std::string string_literal(std::string_view text) {
  const char quote = quote_for(text);
  std::string out(1, quote);
  append_escaped(out, text, quote);
  return out += quote;
}

std::optional<std::string> string_literal_within(const OpenQuotes& open, std::string_view text) {
  return raw_literal(open, "", text);
}

std::string docstring_literal(std::string_view text) {
  std::string out = "\"\"\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = character_at(text, at);
    const bool closes = code == '"' && (at + 1 == text.size() || text.substr(at, 3) == "\"\"\"");
    if (code == '\\' || closes) {
      out += '\\';
      out += static_cast<char>(code);
    } else if (code != '\n' && is_invisible(code)) {
      append_code(out, code);
    } else {
      out += text.substr(at, size);
    }
    at += size;
  }
  return out += "\"\"\"";
}

std::string bytes_literal(std::string_view bytes) {
  const char quote = quote_for(bytes);
  std::string out{'b', quote};
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    if (code == '\\' || byte == quote) {
      out += '\\';
      out += byte;
    } else if (code < 0x20 || code >= 0x7f) {
      append_code(out, code);
    } else {
      out += byte;
    }
  }
  return out += quote;
}

std::optional<std::string> bytes_literal_within(const OpenQuotes& open, std::string_view bytes) {
  if (!std::ranges::all_of(bytes, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; })) return {};
  return raw_literal(open, "b", bytes);
}

std::string float_literal(double value) {
  if (std::isnan(value)) throw CannotPrint("Python has no literal for NaN");
  if (std::isinf(value)) return value < 0 ? "-1e309" : "1e309";
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  std::string text(digits, end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string complex_literal(const Complex& value) {
  auto imaginary = float_literal(value.imag);
  if (imaginary.ends_with(".0")) imaginary.resize(imaginary.size() - 2);
  imaginary += 'j';
  if (value.real == 0 && !std::signbit(value.real)) return imaginary;
  return "(" + float_literal(value.real) + (imaginary.starts_with('-') ? "" : "+") + imaginary + ")";
}

}  // namespace dy2stat::ast
