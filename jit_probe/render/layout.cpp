// Blocks of text for a terminal: indented, next to each other, in columns.
#include <algorithm>
#include <sstream>

#include "jit_probe/render/format.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

// The text's lines, printable, with spaces for tabs.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    for (auto tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t')) line.replace(tab, 1, "    ");
    lines.push_back(printable(line));
  }
  return lines;
}

// Where the first `width` code points of the line end.
std::size_t bytes_of(const std::string& line, std::size_t width) {
  std::size_t at = 0;
  for (; at < line.size(); ++at)
    if (static_cast<unsigned char>(line[at]) >> 6 != 2 && width-- == 0) break;
  return at;
}

// The lines, those wider than `width` continued four columns in.
std::vector<std::string> wrapped(const std::vector<std::string>& lines, std::size_t width) {
  std::vector<std::string> result;
  for (auto line : lines) {
    while (width_of(line) > width) {
      const auto cut = bytes_of(line, width);
      result.push_back(line.substr(0, cut));
      line = "    " + line.substr(cut);
    }
    result.push_back(line);
  }
  return result;
}

}  // namespace

std::string block(const std::string& text, const std::string& indent) {
  std::string result;
  for (const auto& line : lines_of(text)) result += without_trailing_spaces(indent + line) + "\n";
  return result;
}

std::string side_by_side(const std::string& left, const std::string& right, std::size_t width) {
  const std::string gap = " | ";
  auto left_lines = lines_of(left), right_lines = lines_of(right);
  std::size_t widest = 0;
  for (const auto& line : left_lines) widest = std::max(widest, width_of(line));
  const auto left_width = std::min(std::max<std::size_t>(widest, 20), (width - gap.size()) / 2);
  left_lines = wrapped(left_lines, left_width);
  right_lines = wrapped(right_lines, width - gap.size() - left_width);
  std::string text;
  for (std::size_t at = 0; at < std::max(left_lines.size(), right_lines.size()); ++at) {
    const auto one = at < left_lines.size() ? left_lines[at] : "";
    const auto other = at < right_lines.size() ? right_lines[at] : "";
    text += without_trailing_spaces(one + std::string(left_width - width_of(one), ' ') + gap + other) + "\n";
  }
  return text;
}

std::string rows_text(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  Table table{"", header.front(), {header.begin() + 1, header.end()}, {{"", {}}}, {}, {}};
  for (const auto& row : rows) {
    Row cells{row.front(), {}};
    for (std::size_t at = 1; at < row.size(); ++at) cells.cells.push_back({printable(row[at]), {}});
    table.groups[0].rows.push_back(std::move(cells));
  }
  return block(terminal_table(table, false));
}

}  // namespace dy2stat
