// The table of mechanisms by engine and worker.
#include <algorithm>
#include <map>
#include <set>

#include "jit_probe/render/table.hpp"

namespace dy2stat {
namespace {

// Whether the record shows the mechanism that its expectation names: what came otherwise does not.
bool shows_its_mechanism(const Record& record) {
  return record.expected && !record.expected->mechanism.empty() && record.as_expected == true;
}

}  // namespace

Table mechanism_table(const std::vector<Record>& records, const std::map<std::string, std::string>& titles) {
  const auto columns = engine_columns(records);
  std::map<std::string, std::map<EngineColumn, int>> counts;
  std::map<EngineColumn, int> sums;
  for (const auto& record : records) {
    if (!shows_its_mechanism(record)) continue;
    const auto column = engine_column(record, columns);
    ++counts[record.expected->mechanism][column];
    ++sums[column];
  }
  Table table{"mechanisms by engine and torch", "mechanism", {"what happens"}, {{"", {}}}, {}, {}};
  for (const auto& column : columns) table.columns.push_back(column.name());
  const auto add = [&](std::vector<Row>& rows, const std::string& name, const std::string& title, auto& of) {
    Row row{name, {{title, {}}}};
    for (const auto& column : columns) row.cells.push_back({std::to_string(of[column]), {}});
    rows.push_back(std::move(row));
  };
  for (auto& [mechanism, of] : counts) {
    const auto title = titles.find(mechanism);
    add(table.groups[0].rows, mechanism, title == titles.end() ? "" : title->second, of);
  }
  add(table.totals, "all", "", sums);
  return table;
}

}  // namespace dy2stat
