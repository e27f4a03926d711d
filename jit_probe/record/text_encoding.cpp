// Encoding of floats and bytes that JSON has no form for.
#include "jit_probe/record/text_encoding.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace dy2stat {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (at + k < bytes.size() ? static_cast<unsigned char>(bytes[at + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += at + k <= bytes.size() ? alphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t group = 0;
  int bits = 0;
  for (char letter : text) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) break;
    group = group << 6 | static_cast<std::uint32_t>(value);
    if ((bits += 6) >= 8) bytes += static_cast<char>(group >> (bits -= 8) & 255);
  }
  return bytes;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > bytes.size()) return false;
    std::uint32_t point = length == 1 ? lead : lead & (0x7F >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(bytes[at + k]);
      if (next >> 6 != 2) return false;
      point = point << 6 | (next & 63);
    }
    // Overlong forms, surrogates and what lies beyond Unicode are no UTF-8.
    if ((length == 3 && point < 0x800) || (length == 4 && (point < 0x10000 || point > 0x10FFFF)) ||
        (point >= 0xD800 && point < 0xE000))
      return false;
    at += length;
  }
  return true;
}

std::string problem_of(const nlohmann::json::exception& error) {
  const std::string_view text = error.what();
  const auto end = text.starts_with("[json.exception.") ? text.find("] ") : std::string_view::npos;
  return std::string(end == std::string_view::npos ? text : text.substr(end + 2));
}

Json json_from_bytes(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  return Json{{"$bytes", base64(bytes)}};
}

Json json_from_number(double number) {
  if (std::isfinite(number)) return number;
  return Json{{"$float", std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf"}};
}

std::string bytes_from_json(const Json& json) {
  if (json.is_object() && json.contains("$bytes")) return from_base64(json.at("$bytes").get<std::string>());
  return json.get<std::string>();
}

double number_from_json(const Json& json) {
  if (!json.is_object() || !json.contains("$float")) return json.get<double>();
  const auto word = json.at("$float").get<std::string>();
  if (word == "nan") return std::numeric_limits<double>::quiet_NaN();
  return word == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

}  // namespace dy2stat
