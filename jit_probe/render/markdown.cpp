// Tables as Markdown.
#include "jit_probe/render/format.hpp"
#include "jit_probe/render/printable.hpp"

namespace dy2stat {
namespace {

std::string markdown_line_of(const Row& row) {
  std::string line = "| " + markdown_escaped(row.name) + " |";
  for (const auto& cell : row.cells) {
    const char* around = cell.best ? "**" : "";
    line += " " + std::string(around) + markdown_escaped(cell.marked()) + around + (cell.text.empty() ? "|" : " |");
  }
  return line + "\n";
}

}  // namespace

std::string markdown_table(const Table& table) {
  Row header{table.row_header, {}};
  std::string text = "|---|";
  for (const auto& column : table.columns) {
    header.cells.push_back({column, {}});
    text += "---|";
  }
  text = markdown_line_of(header) + text + "\n";
  const auto bold_line = [&](const std::string& name) {
    text += "| **" + markdown_escaped(name) + "** |";
    for (std::size_t k = 0; k < table.columns.size(); ++k) text += " |";
    text += "\n";
  };
  for (const auto& group : table.groups) {
    if (!group.name.empty()) bold_line(group.name);
    for (const auto& row : group.rows) text += markdown_line_of(row);
  }
  if (!table.totals.empty()) bold_line("counts");
  for (const auto& row : table.totals) text += markdown_line_of(row);
  if (!table.legend.empty()) text += "\n";
  for (const auto& [sign, meaning] : table.legend) text += "- `" + sign + "`: " + markdown_escaped(meaning) + "\n";
  return text;
}

}  // namespace dy2stat
