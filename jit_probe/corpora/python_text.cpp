// Looking at Python source without parsing it.
#include "jit_probe/corpora/python_text.hpp"

#include <algorithm>
#include <cctype>

namespace dy2stat::corpora {
namespace {

bool is_open(char letter) {
  return letter == '(' || letter == '[' || letter == '{';
}

bool is_close(char letter) {
  return letter == ')' || letter == ']' || letter == '}';
}

// The place behind the string that begins at `at`.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  if (text.substr(at, 3) == three) {
    const auto end = text.find(three, at + 3);
    return end == std::string_view::npos ? text.size() : end + 3;
  }
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == quote)
      return at + 1;
  }
  return text.size();
}

// Calls `visit(place, letter)` for each character outside of brackets and strings, until it returns false.
template <typename Visit>
void each_outside(std::string_view text, const Visit& visit) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char letter = text[at];
    if (letter == '"' || letter == '\'') {
      at = behind_string(text, at);
      continue;
    }
    if (letter == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    if (is_close(letter)) --depth;
    if (depth == 0 && !visit(at, letter)) return;
    if (is_open(letter)) ++depth;
    ++at;
  }
}

// The place of the "=" of an assignment or of a keyword; npos if there is none.
std::size_t equals_sign(std::string_view text) {
  std::size_t found = std::string_view::npos;
  each_outside(text, [&](std::size_t at, char letter) {
    if (letter != '=') return true;
    const char before = at > 0 ? text[at - 1] : ' ', after = at + 1 < text.size() ? text[at + 1] : ' ';
    if (after == '=' || std::string_view("=!<>+-*/%&|^:@").find(before) != std::string_view::npos) return true;
    found = at;
    return false;
  });
  return found;
}

bool is_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return !text.empty() && (std::isdigit(static_cast<unsigned char>(text.front())) || text.front() == '.') &&
         std::ranges::all_of(text, [](char letter) {
           return std::isalnum(static_cast<unsigned char>(letter)) || letter == '.' || letter == '_' || letter == '-' ||
                  letter == '+';
         });
}

bool is_string(std::string_view text) {
  return text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && behind_string(text, 0) == text.size();
}

bool names_a_constant(std::string_view text) {
  static const std::string_view known[] = {"True",
                                           "False",
                                           "None",
                                           "torch.float",
                                           "torch.float32",
                                           "torch.float64",
                                           "torch.double",
                                           "torch.half",
                                           "torch.float16",
                                           "torch.bfloat16",
                                           "torch.int",
                                           "torch.int8",
                                           "torch.int16",
                                           "torch.int32",
                                           "torch.int64",
                                           "torch.long",
                                           "torch.uint8",
                                           "torch.bool",
                                           "torch.cfloat",
                                           "torch.complex64",
                                           "torch.complex128",
                                           "torch.cdouble",
                                           "torch.strided",
                                           "torch.quint8",
                                           "torch.qint8",
                                           "torch.channels_last",
                                           "torch.contiguous_format",
                                           "torch.preserve_format",
                                           "torch.qint32"};
  return std::ranges::find(known, text) != std::end(known);
}

// Where the receiver of a method begins that ends before `end`: names, dots, calls and indices.
std::size_t receiver_begin(std::string_view text, std::size_t end) {
  auto at = end;
  while (at > 0) {
    const char letter = text[at - 1];
    if (is_name_character(letter) || letter == '.') {
      --at;
    } else if (letter == ')' || letter == ']') {
      auto open = at - 1;
      while (open > 0 && closing_bracket(text, open) != at - 1) --open;
      if (closing_bracket(text, open) != at - 1) break;
      at = open;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

bool is_name_character(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) || letter == '_';
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t closing_bracket(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size();) {
    const char letter = text[at];
    if (letter == '"' || letter == '\'') {
      at = behind_string(text, at);
      continue;
    }
    if (is_open(letter)) ++depth;
    if (is_close(letter) && --depth == 0) return at;
    if (depth == 0) return std::string_view::npos;  // there is no bracket at `open`
    ++at;
  }
  return std::string_view::npos;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  each_outside(text, [&](std::size_t at, char letter) {
    if (letter != ',') return true;
    parts.emplace_back(trimmed(text.substr(begin, at - begin)));
    begin = at + 1;
    return true;
  });
  if (const auto last = trimmed(text.substr(begin)); !last.empty()) parts.emplace_back(last);
  return parts;
}

std::vector<Argument> arguments_in(std::string_view text) {
  std::vector<Argument> arguments;
  for (const auto& part : split_at_commas(text)) {
    const auto equals = equals_sign(part);
    const auto keyword = equals == std::string::npos ? std::string() : std::string(trimmed(part.substr(0, equals)));
    if (is_identifier(keyword))
      arguments.push_back({keyword, std::string(trimmed(std::string_view(part).substr(equals + 1)))});
    else
      arguments.push_back({"", part});
  }
  return arguments;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && !std::isdigit(static_cast<unsigned char>(text.front())) &&
         std::ranges::all_of(text, is_name_character);
}

bool is_constant(std::string_view expression) {
  const auto text = trimmed(expression);
  if (is_number(text) || is_string(text) || names_a_constant(text)) return true;
  if (const auto display = display_in(text))
    return std::ranges::all_of(display->elements, [](const auto& element) { return is_constant(element); });
  return false;
}

std::optional<Display> display_in(std::string_view expression) {
  const auto text = trimmed(expression);
  if (text.empty() || (text.front() != '(' && text.front() != '[')) return std::nullopt;
  if (closing_bracket(text, 0) != text.size() - 1) return std::nullopt;
  const auto inside = text.substr(1, text.size() - 2);
  if (inside.find(" for ") != std::string_view::npos) return std::nullopt;
  return Display{text.front(), text.back(), split_at_commas(inside)};
}

std::optional<FoundCall> find_call(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto open = at + name.size();
    if (open >= text.size() || text[open] != '(' || (at > 0 && is_name_character(text[at - 1]))) continue;
    const auto close = closing_bracket(text, open);
    if (close == std::string_view::npos) continue;
    const bool has_receiver = at > 0 && text[at - 1] == '.';
    const auto begin = has_receiver ? receiver_begin(text, at - 1) : at;
    return FoundCall{begin, close + 1, has_receiver ? std::string(text.substr(begin, at - 1 - begin)) : "",
                     std::string(text.substr(open + 1, close - open - 1))};
  }
  return std::nullopt;
}

std::vector<std::string> assigned_names(std::string_view statement) {
  const auto equals = equals_sign(statement);
  if (equals == std::string_view::npos) return {};
  auto left = trimmed(statement.substr(0, equals));
  if (const auto display = display_in(left)) return display->elements;
  auto names = split_at_commas(left);
  const bool all_names = std::ranges::all_of(names, [](const auto& name) { return is_identifier(name); });
  return all_names ? names : std::vector<std::string>{};
}

}  // namespace dy2stat::corpora
