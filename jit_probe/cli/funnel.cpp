// Counting a funnel.
#include "jit_probe/cli/funnel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace dy2stat {
namespace {

// The stages that a public name passes, in order; who is left out is named for the one that it did not reach.
constexpr const char* funnel_stages[] = {"documented", "parsed", "built", "ran"};

// "torch.nn" of "docstrings/torch.nn/Conv2d".
std::string module_in(const std::string& name) {
  const auto first = name.find('/'), last = name.rfind('/');
  return first < last ? name.substr(first + 1, last - first - 1) : "";
}

struct FunnelRow {
  std::size_t all = 0;
  std::map<std::string, std::size_t> ended_before;       // by stage
  std::map<std::string, std::pair<int, int>> by_engine;  // sound ones, and all
};

void count_records(std::map<std::string, FunnelRow>& rows, const CorpusRemarks& corpus,
                   const std::vector<Record>& records) {
  for (const auto& record : records) {
    const auto row = rows.find(module_in(record.case_name));
    if (record.worker != corpus.worker || !record.case_name.starts_with("docstrings/") || row == rows.end()) continue;
    auto& [sound, all] = row->second.by_engine[record.engine];
    sound += record.verdict == Verdict::sound;
    ++all;
  }
}

std::string share_of(std::size_t count, std::size_t of) {
  return of == 0 ? std::to_string(count)
                 : fmt::format("{} ({:.0f}%)", count, 100.0 * static_cast<double>(count) / static_cast<double>(of));
}

}  // namespace

Table funnel_table(const CorpusRemarks& corpus, const std::vector<Record>& records) {
  std::map<std::string, FunnelRow> rows;
  for (const auto& [module, count] : corpus.cases_by_module) rows[module].all += count;
  for (const auto& out : corpus.left_out) {
    auto& row = rows[module_in(out.name)];
    ++row.all;
    ++row.ended_before[out.stage];
  }
  count_records(rows, corpus, records);
  std::set<std::string> engines;
  for (const auto& [module, row] : rows)
    for (const auto& [engine, counts] : row.by_engine) engines.insert(engine);

  Table table{
      corpus.corpus + " on " + corpus.worker + ": how far the public names came", "in", {"public"}, {{}}, {}, {}};
  for (const auto* stage : funnel_stages) table.columns.emplace_back(stage);
  for (const auto& engine : engines) table.columns.push_back(engine + " sound");
  for (const auto& [module, row] : rows) {
    Row shown{module, {{std::to_string(row.all), {}}}};
    auto left = row.all;
    for (const auto* stage : funnel_stages) {
      const auto ended = row.ended_before.find(stage);
      left -= ended == row.ended_before.end() ? 0 : ended->second;
      shown.cells.push_back({share_of(left, row.all), {}});
    }
    for (const auto& engine : engines) {
      const auto counts = row.by_engine.find(engine);
      shown.cells.push_back(
          {counts == row.by_engine.end() ? "" : fmt::format("{} of {}", counts->second.first, counts->second.second),
           {}});
    }
    table.groups.front().rows.push_back(std::move(shown));
  }
  return table;
}

}  // namespace dy2stat
