// The table of mechanisms by engine.
#include <algorithm>
#include <map>

#include "jit_probe/render/table.hpp"

namespace dy2stat {

Table mechanism_table(const std::vector<Record>& records) {
  Table table{"mechanisms by engine", "mechanism", {}, {}, {}, {}};
  std::map<std::string, std::map<std::string, int>> counts;
  for (const auto& record : records) {
    if (std::ranges::find(table.columns, record.engine) == table.columns.end()) table.columns.push_back(record.engine);
    if (record.expected && !record.expected->mechanism.empty()) ++counts[record.expected->mechanism][record.engine];
  }
  RowGroup group;
  Row all{"all records", {}};
  for (const auto& engine : table.columns) {
    int sum = 0;
    for (auto& [mechanism, by_engine] : counts) sum += by_engine[engine];
    all.cells.push_back({std::to_string(sum), {}});
  }
  for (auto& [mechanism, by_engine] : counts) {
    Row row{mechanism, {}};
    for (const auto& engine : table.columns) row.cells.push_back({std::to_string(by_engine[engine]), {}});
    group.rows.push_back(std::move(row));
  }
  table.groups.push_back(std::move(group));
  table.totals.push_back(std::move(all));
  return table;
}

}  // namespace dy2stat
