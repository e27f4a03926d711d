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

struct Widths {
  std::size_t name = 0;
  std::vector<std::size_t> columns;
};

Widths widths_of(const Table& table) {
  Widths widths{width_of(table.row_header), {}};
  for (const auto& column : table.columns) widths.columns.push_back(width_of(column));
  const auto measure = [&](const Row& row) {
    widths.name = std::max(widths.name, width_of(row.name));
    for (std::size_t k = 0; k < row.cells.size(); ++k)
      widths.columns[k] = std::max(widths.columns[k], width_of(row.cells[k].marked()));
  };
  for (const auto& group : table.groups)
    for (const auto& row : group.rows) measure(row);
  for (const auto& row : table.totals) measure(row);
  return widths;
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
  const auto widths = widths_of(table);
  std::size_t whole = widths.name;
  for (const auto width : widths.columns) whole += 2 + width;
  const std::string rule = std::string(whole, '-') + "\n";

  Row header{table.row_header, {}};
  for (const auto& column : table.columns) header.cells.push_back({column, {}});
  std::string text = line_of(header, widths, false) + rule;
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
