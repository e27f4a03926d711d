// The section of `show` about the lines of the program: which eager executed, and what became of each.
#include <fmt/format.h>

#include <map>
#include <sstream>

#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

// "3" or "3-5", one after the other with commas.
std::string number_ranges(const std::vector<int>& numbers) {
  std::string text;
  for (std::size_t at = 0; at < numbers.size();) {
    auto end = at;
    while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1) ++end;
    text += (text.empty() ? "" : ",") + std::to_string(numbers[at]);
    if (end > at) text += (end == at + 1 ? "," : "-") + std::to_string(numbers[end]);
    at = end + 1;
  }
  return text;
}

struct LineMark {
  std::string executed, mark;
};

std::string sets_text(const Json& executed, int input_sets) {
  const auto sets = executed.get<std::vector<int>>();
  if (sets.empty()) return "-";
  return static_cast<int>(sets.size()) == input_sets ? "all" : number_ranges(sets);
}

std::map<int, LineMark> marks_of(const Json& file, int input_sets) {
  std::map<int, LineMark> marks;
  for (const auto& each : file.at("lines"))
    for (int line = each.at("first"); line <= each.at("last").get<int>(); ++line)
      marks[line] = {sets_text(each.at("executed"), input_sets), each.at("mark").get<std::string>()};
  return marks;
}

// By their first lines: functions of which nothing is marked are left out, and those inside another one are part of it.
std::map<int, int> shown_ranges(const Json& file, const std::map<int, LineMark>& marks) {
  std::map<int, int> ranges;
  for (const auto& function : file.at("functions")) {
    const int first = function.at("first"), last = function.at("last");
    const auto marked = marks.lower_bound(first);
    if (marked == marks.end() || marked->first > last) continue;
    if (!ranges.empty() && std::prev(ranges.end())->second >= last) continue;
    ranges[first] = last;
  }
  return ranges;
}

std::string coloured(const std::string& text, const std::string& mark) {
  static const std::map<std::string, const char*> colours{{"lost", "\033[31m"},     {"node", "\033[32m"},
                                                          {"constant", "\033[33m"}, {"assumed", "\033[36m"},
                                                          {"python", "\033[35m"},   {"", "\033[2m"}};
  const auto colour = colours.find(mark);
  return colour == colours.end() ? text : colour->second + text + "\033[0m";
}

std::string file_listing(const RecordView& view, const Json& file, int input_sets, bool colour) {
  std::vector<std::string> lines;
  std::istringstream source(view.text(file.at("text")));
  for (std::string line; std::getline(source, line);) lines.push_back(line);
  const auto marks = marks_of(file, input_sets);
  std::size_t width = 3;
  for (const auto& [line, mark] : marks) width = std::max(width, mark.executed.size());
  auto text = block(bytes_from_json(file.at("file")));
  int shown_to = 0;
  for (const auto& [begin, end] : shown_ranges(file, marks)) {
    if (shown_to > 0 && begin > shown_to + 1) text += "     ...\n";
    shown_to = end;
    for (int line = begin; line <= end && line <= static_cast<int>(lines.size()); ++line) {
      const auto found = marks.find(line);
      const auto [executed, mark] = found == marks.end() ? LineMark{} : found->second;
      auto row = fmt::format("  {:4}  {:<{}}  {:<10}  {}", line, executed, width, mark == "definition" ? "" : mark,
                             printable(lines[line - 1]));
      row.erase(row.find_last_not_of(' ') + 1);
      text += (colour ? coloured(row, mark) : row) + "\n";
    }
  }
  return text;
}

}  // namespace

std::string lines_section(const RecordView& view, bool colour) {
  const auto facts = view.captured("/lines");
  if (const auto absent = view.why_absent(facts); !absent.empty()) return block(absent);
  std::string text;
  for (const auto& file : facts.at("files")) text += file_listing(view, file, facts.at("input_sets"), colour);
  if (text.empty()) return block("eager executed no line of the program's own functions");
  return text + block("columns: line, input sets with which eager executed it, what became of it");
}

std::string lost_lines(const RecordView& view) {
  const auto files = view.captured("/lines/files");
  std::string text;
  for (const auto& file : files.is_array() ? files : Json::array()) {
    std::vector<int> lost;
    for (const auto& each : file.at("lines"))
      for (int line = each.at("first"); each.at("mark") == "lost" && line <= each.at("last").get<int>(); ++line)
        lost.push_back(line);
    if (!lost.empty()) text += (text.empty() ? "" : " ") + bytes_from_json(file.at("file")) + ":" + number_ranges(lost);
  }
  return text;
}

}  // namespace dy2stat
