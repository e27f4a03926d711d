// Tables for a terminal: aligned columns, colours if wanted.
#include <algorithm>

#include "jit_probe/render/format.hpp"
#include "jit_probe/render/printable.hpp"

namespace dy2stat {
namespace {

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

const char* colour_of(const Cell& cell) {
  if (cell.unexpected) return "\033[1;31m";
  if (!cell.verdict) return cell.best ? "\033[1m" : "";
  switch (*cell.verdict) {
    case Verdict::sound:
      return "\033[32m";
    case Verdict::unsound:
      return "\033[31m";
    case Verdict::restricted:
    case Verdict::partial:
    case Verdict::rejected:
      return "\033[33m";
    case Verdict::unavailable:
      return "\033[2m";
    default:
      return "\033[35m";
  }
}

// A table of more columns has its header in two lines.
constexpr std::size_t widest_in_one_line = 160;

struct Widths {
  std::size_t name = 0;
  std::vector<std::size_t> columns;

  std::size_t all() const {
    std::size_t sum = name;
    for (const auto width : columns) sum += 2 + width;
    return sum;
  }
};

Widths widths_of(const Table& table, const std::vector<Row>& header) {
  Widths widths{0, std::vector<std::size_t>(table.columns.size())};
  const auto measure = [&](const Row& row) {
    widths.name = std::max(widths.name, width_of(row.name));
    for (std::size_t k = 0; k < row.cells.size(); ++k)
      widths.columns[k] = std::max(widths.columns[k], width_of(row.cells[k].marked()));
  };
  for (const auto& row : header) measure(row);
  for (const auto& group : table.groups)
    for (const auto& row : group.rows) measure(row);
  for (const auto& row : table.totals) measure(row);
  return widths;
}

std::vector<Row> one_line_header(const Table& table) {
  Row header{table.row_header, {}};
  for (const auto& column : table.columns) header.cells.push_back({column, {}});
  return {header};
}

// With the last word of each column that is wider than its cells in a second line.
std::vector<Row> two_line_header(const Table& table) {
  const auto cells = widths_of(table, {});
  Row first{table.row_header, {}}, second{"", {}};
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    const auto& column = table.columns[k];
    const auto space = width_of(column) > cells.columns[k] ? column.rfind(' ') : std::string::npos;
    first.cells.push_back({column.substr(0, space), {}});
    second.cells.push_back({space == std::string::npos ? "" : column.substr(space + 1), {}});
  }
  return {first, second};
}

std::string line_of(const Row& row, const Widths& widths, bool colour) {
  std::string line = padded(printable(row.name), widths.name);
  for (std::size_t k = 0; k < row.cells.size(); ++k) {
    const auto& cell = row.cells[k];
    const std::string before = colour ? colour_of(cell) : "";
    const auto text = cell.marked();
    line +=
        "  " + before + text + (before.empty() ? "" : "\033[0m") + std::string(widths.columns[k] - width_of(text), ' ');
  }
  return without_trailing_spaces(line) + "\n";
}

}  // namespace

std::string terminal_table(const Table& table, bool colour) {
  auto header = one_line_header(table);
  auto widths = widths_of(table, header);
  if (widths.all() > widest_in_one_line) {
    header = two_line_header(table);
    widths = widths_of(table, header);
  }
  const std::string rule = std::string(widths.all(), '-') + "\n";

  std::string text;
  for (const auto& line : header) text += line_of(line, widths, false);
  text += rule;
  for (const auto& group : table.groups) {
    if (!group.name.empty()) text += printable(group.name) + "\n";
    for (const auto& row : group.rows) text += line_of(row, widths, colour);
  }
  if (!table.totals.empty()) text += rule;
  for (const auto& row : table.totals) text += line_of(row, widths, colour);
  if (table.legend.empty()) return text;
  std::size_t signs = 0;
  for (const auto& [sign, meaning] : table.legend) signs = std::max(signs, width_of(sign));
  text += "\n";
  for (const auto& [sign, meaning] : table.legend) text += padded(sign, signs) + "  " + meaning + "\n";
  return text;
}

}  // namespace dy2stat
