// Tables as comma-separated values.
#include "jit_probe/render/format.hpp"

namespace dy2stat {
namespace {

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

}  // namespace

std::string csv_table(const Table& table) {
  std::string text = "group," + field(table.row_header);
  for (const auto& column : table.columns) text += "," + field(column);
  text += "\r\n";
  for (const auto& group : table.groups)
    for (const auto& row : group.rows) {
      text += field(group.name) + "," + field(row.name);
      for (const auto& cell : row.cells) text += "," + field(cell.marked());
      text += "\r\n";
    }
  return text;
}

}  // namespace dy2stat
