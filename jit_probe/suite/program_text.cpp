// A reading of Python's lines, not of its grammar: enough to say that a name is surely not there.
#include "jit_probe/suite/program_text.hpp"

#include <regex>
#include <sstream>
#include <vector>

namespace dy2stat {
namespace {

constexpr std::size_t longest_line = 4096;  // std::regex takes stack by the letter

// The statements at module level, one a line: those in def and class are left out, and what stands in the parentheses
// of an import is joined to its line.
std::vector<std::string> module_statements(std::string_view program) {
  std::vector<std::string> statements;
  std::istringstream lines{std::string(program)};
  static const std::regex definition(R"(^(@|def\b|async def\b|class\b).*)");
  bool in_definition = false;
  for (std::string line; std::getline(lines, line);) {
    line.resize(std::min(line.find_last_not_of(" \t\r") + 1, longest_line));
    if (line.empty() || line[0] == '#') continue;
    const bool indented = line[0] == ' ' || line[0] == '\t';
    if (indented && in_definition) continue;
    if (!indented) in_definition = std::regex_match(line, definition);
    line.erase(0, line.find_first_not_of(" \t"));
    const bool opens = line.find("import (") != std::string::npos;
    for (std::string next; opens && line.find(')') == std::string::npos && std::getline(lines, next);)
      line += " " + next.substr(0, next.find('#'));
    statements.push_back(std::move(line));
  }
  return statements;
}

void add_identifiers(const std::string& text, std::set<std::string>& names) {
  static const std::regex identifier(R"([A-Za-z_]\w*)");
  for (std::sregex_iterator found(text.begin(), text.end(), identifier), end; found != end; ++found)
    names.insert(found->str());
}

}  // namespace

std::set<std::string> bound_names(std::string_view program) {
  // What stands left of the name, and the part of the line in which every identifier is bound.
  static const std::regex kinds[] = {
      std::regex(R"(^(?:async )?(?:def|class)\s+(\w+).*)"),
      std::regex(R"(^(?:from\s+\S+\s+)?import\s+(.*))"),
      std::regex(R"(^(?:async )?(?:for|with)\s+(.*):.*)"),
      std::regex(R"(^((?:[\w\s,.()*\[\]]+=)+)[^=].*)"),
      std::regex(R"(^(\w+)\s*:.*)"),
      std::regex(R"(^(?:try|else|finally)\s*:\s*(.+))"),
  };
  std::set<std::string> names;
  for (const auto& statement : module_statements(program)) {
    if (statement.find("import *") != std::string::npos) names.insert("*");
    std::smatch match;
    for (const auto& kind : kinds)
      if (std::regex_match(statement, match, kind)) add_identifiers(match[1].str(), names);
  }
  return names;
}

std::optional<int> line_of_empty_inputs(std::string_view program) {
  static const std::regex header(R"(^def\s+inputs\(\).*?:\s*(.*))"), empty(R"(return\s*(\[\s*\]|\(\s*\))?\s*(#.*)?)");
  std::istringstream lines{std::string(program)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    line.resize(std::min(line.size(), longest_line));
    if (!std::regex_match(line, match, header)) continue;
    auto body = match[1].str();
    while (body.find_first_not_of(" \t\r") == std::string::npos && std::getline(lines, body)) {
    }
    body.erase(0, body.find_first_not_of(" \t"));
    return std::regex_match(body, empty) ? std::optional(number) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace dy2stat
