// Choosing a table's format.
#include "jit_probe/render/format.hpp"

#include <stdexcept>

namespace dy2stat {

TableFormat table_format_from(std::string_view word) {
  if (word == "terminal") return TableFormat::terminal;
  if (word == "markdown") return TableFormat::markdown;
  if (word == "csv") return TableFormat::csv;
  if (word == "json") return TableFormat::json;
  if (word == "latex") return TableFormat::latex;
  throw UnknownWord("'" + std::string(word) +
                    "' is no format of a table; there are terminal, markdown, csv, json, latex");
}

std::string render_tables(const std::vector<Table>& tables, TableFormat format, bool colour) {
  if (format == TableFormat::json) return json_tables(tables);
  if (format == TableFormat::latex) return latex_tables(tables);
  if (format == TableFormat::csv && tables.size() > 1)
    throw std::invalid_argument("comma-separated values hold one table: choose it with --table verdicts or mechanisms");
  std::string text;
  for (const auto& table : tables) {
    if (!text.empty()) text += "\n";
    switch (format) {
      case TableFormat::terminal:
        text += (tables.size() > 1 ? table.title + "\n\n" : "") + terminal_table(table, colour);
        break;
      case TableFormat::markdown:
        text += (tables.size() > 1 ? "## " + table.title + "\n\n" : "") + markdown_table(table);
        break;
      default:
        text += csv_table(table);
    }
  }
  return text;
}

std::string render_table(const std::vector<Record>& records, TableFormat format, TableBy by, bool colour) {
  return render_tables({verdict_table(records, by)}, format, colour);
}

}  // namespace dy2stat
