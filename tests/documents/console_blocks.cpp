// Reads console sessions out of Markdown and compares what they promise with what came.
#include "tests/documents/console_blocks.hpp"

#include <regex>
#include <sstream>
#include <stdexcept>

namespace dy2stat {
namespace {

// The value of KEY=VALUE in a fence's info string.
std::optional<std::string> option(const std::string& info, const std::string& key) {
  std::istringstream words(info);
  for (std::string word; words >> word;)
    if (word.starts_with(key + "=")) return word.substr(key.size() + 1);
  return std::nullopt;
}

void add_session(const std::string& info, int first_line, const Lines& block,
                 std::vector<DocumentedCommand>& commands) {
  const auto before = commands.size();
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto& line = block[i];
    const int number = first_line + static_cast<int>(i);
    const bool open = commands.size() > before;
    if (line.starts_with("$ "))
      commands.push_back({number, line.substr(2), {}, 0});
    else if (!open)
      throw std::invalid_argument("line " + std::to_string(number) + ": a console block begins with a command, '$ …'");
    else if ((line.starts_with("> ") || line == ">") && commands.back().expected.empty())
      commands.back().text += "\n" + line.substr(std::min<std::size_t>(2, line.size()));
    else
      commands.back().expected.push_back(line);
  }
  if (const auto code = option(info, "exit"); code && commands.size() > before)
    commands.back().exit_code = std::stoi(*code);
}

// Whether the line is the promised one, or begins as it does where that ends in "...".
bool line_matches(const std::string& promised, const std::string& line) {
  if (!promised.ends_with("...")) return promised == line;
  return line.starts_with(promised.substr(0, promised.size() - 3));
}

// Whether expected[e...] matches actual[a...]; `furthest` becomes the furthest expected line that was looked for in
// vain.
bool matches(const Lines& expected, std::size_t e, const Lines& actual, std::size_t a, std::size_t& furthest) {
  for (; e < expected.size(); ++e, ++a) {
    if (expected[e] == "...") {
      for (std::size_t skip = a; skip <= actual.size(); ++skip)
        if (matches(expected, e + 1, actual, skip, furthest)) return true;
      return false;
    }
    furthest = std::max(furthest, e);
    if (a == actual.size() || !line_matches(expected[e], actual[a])) return false;
  }
  furthest = std::max(furthest, e);
  return a == actual.size();
}

Lines all_normalised(const Lines& lines) {
  Lines result;
  for (const auto& line : lines) result.push_back(normalised(line));
  while (!result.empty() && result.back().empty()) result.pop_back();
  return result;
}

}  // namespace

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

ConsoleBlocks console_blocks_in(const std::string& markdown) {
  ConsoleBlocks blocks;
  const auto lines = lines_of(markdown);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with("```")) continue;
    const auto info = lines[i].substr(3);
    const int first_line = static_cast<int>(i) + 2;
    Lines block;
    for (++i; i < lines.size() && lines[i] != "```"; ++i) block.push_back(lines[i]);
    if (i == lines.size())
      throw std::invalid_argument("line " + std::to_string(first_line - 1) + ": this fence is never closed");
    if (info.starts_with("console")) add_session(info, first_line, block, blocks.commands);
    if (const auto path = option(info, "file")) {
      std::string text;
      for (const auto& line : block) text += line + "\n";
      blocks.files.push_back({first_line, *path, text});
    }
  }
  return blocks;
}

std::string normalised(const std::string& line) {
  static const std::vector<std::pair<std::regex, std::string>> replacements{
      {std::regex(R"(\b\d+(\.\d+)? ?(s|ms|us|seconds|MiB|MB|KiB)\b)"), "<N> $2"},
      {std::regex(R"(\b\d{4}-\d\d-\d\dT\d\d[:-]?\d\d[:-]?\d\d(\.\d+)?Z)"), "<time>"},
      {std::regex(R"(\b0x[0-9a-f]{6,}\b)"), "<address>"},
      {std::regex(R"([^\s"'(]*/(site|dist)-packages/)"), "<packages>/"},
      {std::regex(R"([-─═]{3,})"), "---"},
      {std::regex(R"( {2,})"), " "},
      {std::regex(R"(\s+$)"), ""},
  };
  auto text = line;
  for (const auto& [pattern, replacement] : replacements) text = std::regex_replace(text, pattern, replacement);
  return text;
}

std::optional<std::string> mismatch(const Lines& expected, const Lines& actual) {
  const auto promised = all_normalised(expected), came = all_normalised(actual);
  std::size_t furthest = 0;
  if (matches(promised, 0, came, 0, furthest)) return std::nullopt;
  if (furthest < promised.size()) return "this line did not come where it should: " + promised[furthest];
  return std::string("more lines came than the document shows");
}

}  // namespace dy2stat
