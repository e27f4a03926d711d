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

std::string render_table(const Table& table, TableFormat format, bool colour) {
  switch (format) {
    case TableFormat::terminal:
      return terminal_table(table, colour);
    case TableFormat::markdown:
      return markdown_table(table);
    case TableFormat::csv:
      return csv_table(table);
    case TableFormat::json:
      return json_table(table);
    case TableFormat::latex:
      return latex_table(table);
  }
  throw std::logic_error("a table in no format");
}

std::string render_table(const std::vector<Record>& records, TableFormat format, TableBy by, bool colour) {
  return render_table(verdict_table(records, by), format, colour);
}

}  // namespace dy2stat
