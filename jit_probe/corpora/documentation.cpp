// Reading docstrings.
#include "jit_probe/corpora/documentation.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <sstream>

namespace dy2stat::corpora {
namespace {

std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::size_t indent_of(const std::string& line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool is_blank(const std::string& line) {
  return indent_of(line) == line.size();
}

// What a heading begins; empty if the word is none.
std::string section_of(std::string word) {
  std::ranges::transform(word, word.begin(), [](unsigned char letter) { return std::tolower(letter); });
  static const std::map<std::string, std::string> sections{
      {"args", "args"},         {"arguments", "args"},         {"parameters", "args"},
      {"keyword args", "args"}, {"keyword arguments", "args"}, {"params", "args"},
      {"shape", "shape"},       {"shapes", "shape"},           {"inputs", "shape"},
      {"input", "shape"},       {"example", "examples"},       {"examples", "examples"},
      {"return", "returns"},    {"returns", "returns"},        {"note", "other"},
      {"outputs", "other"},     {"attributes", "other"},       {"raises", "other"},
      {"warning", "other"},     {"variables", "other"},        {"outputs", "other"},
      {"references", "other"},  {"see also", "other"},         {"yields", "other"}};
  const auto found = sections.find(word);
  return found == sections.end() ? "" : found->second;
}

// The heading that the line is: "Args:", "Examples::", "Shape" underlined as NumPy does.
std::string heading_in(const std::vector<std::string>& lines, std::size_t k) {
  auto word = std::string(trimmed(lines[k]));
  const bool underlined = k + 1 < lines.size() && trimmed(lines[k + 1]).starts_with("---");
  if (!word.ends_with(':') && !underlined) return {};
  while (word.ends_with(':')) word.pop_back();
  if (const auto bracket = word.find(" ("); bracket != std::string::npos) word.resize(bracket);
  return section_of(word);
}

// Lines of one entry joined: an entry begins with the least indented line.
std::vector<std::string> entries_in(const std::vector<std::string>& lines) {
  std::size_t least = std::string::npos;
  for (const auto& line : lines)
    if (!is_blank(line)) least = std::min(least, indent_of(line));
  std::vector<std::string> entries;
  for (const auto& line : lines) {
    if (is_blank(line) || trimmed(line).starts_with("---")) continue;
    if (indent_of(line) == least || entries.empty())
      entries.emplace_back(trimmed(line));
    else
      entries.back() += " " + std::string(trimmed(line));
  }
  return entries;
}

// What stands after "default" in the description: "1" of "Default: ``1``".
std::string default_in(const std::string& described) {
  auto lower = described;
  std::ranges::transform(lower, lower.begin(), [](unsigned char letter) { return std::tolower(letter); });
  const auto at = lower.find("default");
  if (at == std::string::npos) return {};
  auto rest = std::string_view(described).substr(at + 7);
  rest.remove_prefix(std::min(rest.find_first_not_of("s :=is`"), rest.size()));
  const auto end = std::min(rest.find_first_of("`; \n"), rest.size());
  auto value = std::string(rest.substr(0, end));
  while (value.ends_with('.') || value.ends_with(',')) value.pop_back();
  return is_constant(value) ? value : "";
}

void take_shape(Parameter& parameter, const std::string& text) {
  for (auto at = text.find("shape"); at != std::string::npos; at = text.find("shape", at + 1)) {
    const auto open = text.find('(', at);
    if (open == std::string::npos || open > at + 30) continue;
    const auto close = closing_bracket(text, open);
    if (close == std::string::npos) continue;
    parameter.dims = dimensions_in(std::string_view(text).substr(open, close - open + 1));
    if (!parameter.dims.empty()) return;
  }
}

// "dim (int, optional): the dimension" and, as NumPy has it, "dim : int, optional".
std::optional<Parameter> parameter_in(const std::string& entry) {
  const auto colon = [&] {
    for (std::size_t at = 0, depth = 0; at < entry.size(); ++at) {
      if (entry[at] == '(' || entry[at] == '[') ++depth;
      if ((entry[at] == ')' || entry[at] == ']') && depth > 0) --depth;
      if (entry[at] == ':' && depth == 0) return at;
    }
    return std::string::npos;
  }();
  if (colon == std::string::npos) return std::nullopt;
  Parameter parameter;
  auto head = std::string(trimmed(std::string_view(entry).substr(0, colon)));
  parameter.described = std::string(trimmed(std::string_view(entry).substr(colon + 1)));
  if (const auto open = head.find('('); open != std::string::npos) {
    parameter.type = head.substr(open + 1, head.rfind(')') - open - 1);
    head = std::string(trimmed(std::string_view(head).substr(0, open)));
  } else if (colon > 0 && entry[colon - 1] == ' ') {
    parameter.type = parameter.described;
  }
  while (head.starts_with('*') || head.starts_with('`') || head.starts_with('-') || head.starts_with(' '))
    head.erase(0, 1);
  while (head.ends_with('`') || head.ends_with('*')) head.pop_back();
  if (!is_identifier(head)) return std::nullopt;
  parameter.name = head;
  parameter.is_optional = parameter.type.find("optional") != std::string::npos;
  parameter.default_value = default_in(parameter.described);
  parameter.is_optional |= parameter.described.find("efault") != std::string::npos;
  take_shape(parameter, parameter.described);
  return parameter;
}

ShapeEntry shape_entry_in(std::string entry) {
  while (entry.starts_with('-') || entry.starts_with('*') || entry.starts_with(' ')) entry.erase(0, 1);
  ShapeEntry shape;
  const auto colon = entry.find(':');
  shape.of = std::string(trimmed(std::string_view(entry).substr(0, std::min(colon, entry.size()))));
  if (const auto bracket = shape.of.find_first_of("(* "); bracket != std::string::npos) shape.of.resize(bracket);
  std::erase(shape.of, '`');
  for (auto at = entry.find('('); at != std::string::npos; at = entry.find('(', at + 1)) {
    const auto close = closing_bracket(entry, at);
    if (close == std::string::npos) break;
    auto dims = dimensions_in(std::string_view(entry).substr(at, close - at + 1));
    if (dims.empty()) continue;
    shape.shapes.push_back(std::move(dims));
    at = close;
  }
  return shape;
}

void end_statement(std::vector<std::string>& statements, std::string& statement) {
  if (!trimmed(statement).empty()) statements.push_back(statement);
  statement.clear();
}

// The statements after ">>>" and "...", wherever they stand; some write their continuations without dots.
std::vector<std::string> statements_in(const std::vector<std::string>& lines) {
  std::vector<std::string> statements;
  std::string statement;
  const auto is_open = [&] {
    int depth = 0;
    for (const char letter : statement) depth += (letter == '(' || letter == '[') - (letter == ')' || letter == ']');
    return depth > 0;
  };
  for (const auto& line : lines) {
    const auto text = std::string(trimmed(line));
    if (text.starts_with(">>>")) {
      end_statement(statements, statement);
      statement = text.size() > 4 ? text.substr(4) : "";
    } else if (text.starts_with("...") && !statement.empty()) {
      statement += "\n" + (text.size() > 4 ? text.substr(4) : "");
    } else if (!statement.empty() && is_open() && !text.empty()) {
      statement += "\n" + text;
    } else {
      end_statement(statements, statement);
    }
  }
  end_statement(statements, statement);
  return statements;
}

// "name(...)" at the beginning of one of the first lines.
void take_signature(Documentation& documentation, std::string_view text, std::string_view name) {
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return;
  const auto head = text.substr(start, 2000);
  std::size_t begin = head.find(std::string(name) + "(");
  if (begin == std::string_view::npos || head.substr(0, begin).find('\n') != std::string_view::npos) return;
  if (begin > 0 && head[begin - 1] != '.' && head[begin - 1] != ' ') return;
  if (trimmed(head.substr(0, begin)).find(' ') != std::string_view::npos) return;
  const auto open = begin + name.size();
  const auto close = closing_bracket(head, open);
  if (close == std::string_view::npos) return;
  documentation.signature = std::string(head.substr(open + 1, close - open - 1));
  documentation.has_signature = true;
}

}  // namespace

std::vector<std::string> dimensions_in(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    bool is_command = false;
    for (const std::string_view command : {"\\text", "\\_", "\\,", "\\", "{", "}", "`", "$", "'"}) {
      if (!rest.starts_with(command)) continue;
      if (command == "\\_") plain += '_';
      at += command.size() - 1;
      is_command = true;
      break;
    }
    if (!is_command) plain += text[at];
  }
  const auto display = display_in(plain);
  if (!display || display->open != '(') return {};
  for (const auto& element : display->elements) {
    const bool good = !element.empty() && element.size() <= 40 && std::ranges::all_of(element, [](char letter) {
      return is_name_character(letter) || std::string_view("*.+-/ ").find(letter) != std::string_view::npos;
    });
    if (!good || (element.find(' ') != std::string::npos && element.find_first_of("*+-/") == std::string::npos))
      return {};
  }
  return display->elements;
}

Documentation parse_documentation(std::string_view text, std::string_view name) {
  Documentation documentation;
  take_signature(documentation, text, name);
  const auto lines = lines_in(text);
  std::map<std::string, std::vector<std::string>> sections;
  std::string section;
  std::size_t heading_indent = 0;
  bool is_underlined = false;  // what follows then stands below the heading, not to its right
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (const auto heading = heading_in(lines, k); !heading.empty()) {
      section = heading;
      heading_indent = indent_of(lines[k]);
      is_underlined = !trimmed(lines[k]).ends_with(':');
      continue;
    }
    const auto indent = indent_of(lines[k]) + (is_underlined ? 1 : 0);
    if (!section.empty() && !is_blank(lines[k]) && indent <= heading_indent) section.clear();
    if (!section.empty()) sections[section].push_back(lines[k]);
  }
  for (const auto& entry : entries_in(sections["args"]))
    if (auto parameter = parameter_in(entry)) documentation.parameters.push_back(std::move(*parameter));
  for (const auto& entry : entries_in(sections["shape"]))
    if (auto shape = shape_entry_in(entry); !shape.shapes.empty()) documentation.shapes.push_back(std::move(shape));
  documentation.examples = statements_in(lines);
  for (const auto& entry : entries_in(sections["returns"])) documentation.returns += entry + "\n";
  return documentation;
}

}  // namespace dy2stat::corpora
