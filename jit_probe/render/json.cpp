// Tables as JSON.
#include "jit_probe/render/format.hpp"

namespace dy2stat {
namespace {

Json json_of(const Row& row) {
  Json cells = Json::array();
  for (const auto& cell : row.cells) {
    Json json{{"text", json_from_bytes(cell.text)}};
    if (cell.verdict) {
      json["verdict"] = name_of(*cell.verdict);
      json["unexpected"] = cell.unexpected;
      json["flaky"] = cell.flaky;
    }
    if (cell.best) json["best"] = true;
    cells.push_back(std::move(json));
  }
  return {{"name", json_from_bytes(row.name)}, {"cells", std::move(cells)}};
}

Json json_of(const std::vector<Row>& rows) {
  Json json = Json::array();
  for (const auto& row : rows) json.push_back(json_of(row));
  return json;
}

Json json_of(const Table& table) {
  Json groups = Json::array();
  for (const auto& group : table.groups)
    groups.push_back(Json{{"name", json_from_bytes(group.name)}, {"rows", json_of(group.rows)}});
  Json legend = Json::object();
  for (const auto& [sign, meaning] : table.legend) legend[sign] = meaning;
  Json columns = Json::array();
  for (const auto& column : table.columns) columns.push_back(json_from_bytes(column));
  return {{"title", table.title}, {"row_header", table.row_header},  {"columns", columns},
          {"groups", groups},     {"totals", json_of(table.totals)}, {"legend", legend}};
}

}  // namespace

std::string json_tables(const std::vector<Table>& tables) {
  Json json = Json::array();
  for (const auto& table : tables) json.push_back(json_of(table));
  return json.dump(1) + "\n";
}

}  // namespace dy2stat
