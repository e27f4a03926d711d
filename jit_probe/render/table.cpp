// Tables of verdicts.
#include "jit_probe/render/table.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

namespace dy2stat {
namespace {

using Counts = std::map<Verdict, int>;

int available(const Counts& counts) {
  int sum = 0;
  for (const auto& [verdict, count] : counts)
    if (verdict != Verdict::unavailable) sum += count;
  return sum;
}

std::string share(int count, int of) {
  char text[48];
  std::snprintf(text, sizeof text, "%d (%.1f%%)", count, 100.0 * count / of);
  return text;
}

Cell count_cell(const Counts& counts, Verdict verdict) {
  const auto found = counts.find(verdict);
  if (found == counts.end()) return {"0", {}};
  if (verdict == Verdict::unavailable) return {std::to_string(found->second), {}};
  return {share(found->second, available(counts)), {}};
}

std::set<Verdict> occurring(const std::vector<Record>& records) {
  std::set<Verdict> verdicts;
  for (const auto& record : records) verdicts.insert(record.verdict);
  return verdicts;
}

void add_legend(Table& table, const std::vector<Record>& records) {
  for (const auto verdict : occurring(records)) table.legend.emplace_back(name_of(verdict), meaning_of(verdict));
}

Table by_case(const std::vector<Record>& records) {
  const auto columns = engine_columns(records);
  Table table{"verdicts by category", "case", {}, {}, {}, {}};
  for (const auto& column : columns) table.columns.push_back(column.name());

  std::map<std::string, std::map<std::string, std::vector<Cell>>> cells;
  std::vector<Counts> counts(columns.size());
  bool unexpected = false, flaky = false;
  for (const auto& record : records) {
    const auto place =
        static_cast<std::size_t>(std::ranges::find(columns, engine_column(record, columns)) - columns.begin());
    auto& row = cells[record.category()][record.case_name];
    row.resize(columns.size());
    row[place] = {std::string(name_of(record.verdict)), record.verdict, record.as_expected == false, record.flaky};
    ++counts[place][record.verdict];
    unexpected |= row[place].unexpected;
    flaky |= record.flaky;
  }
  for (auto& [category, rows] : cells) {
    RowGroup group{category, {}};
    for (auto& [name, row] : rows) group.rows.push_back({name, std::move(row)});
    table.groups.push_back(std::move(group));
  }
  for (const auto verdict : occurring(records)) {
    Row row{std::string(name_of(verdict)), {}};
    for (const auto& column : counts) row.cells.push_back(count_cell(column, verdict));
    table.totals.push_back(std::move(row));
  }
  add_legend(table, records);
  if (unexpected) table.legend.emplace_back("!", "not what the case expects");
  if (flaky) table.legend.emplace_back("~", "rounds of one run disagreed");
  return table;
}

std::vector<std::string> keys_of(const Record& record, TableBy by) {
  switch (by) {
    case TableBy::tag:
      return record.tags;
    case TableBy::engine:
      return {record.engine};
    case TableBy::torch:
      return {record.torch.text()};
    case TableBy::category:
      return {record.category()};
  }
  return {};
}

Table by_key(const std::vector<Record>& records, TableBy by, const std::string& header) {
  const auto verdicts_here = occurring(records);
  Table table{"verdicts by " + header, header, {}, {}, {}, {}};
  for (const auto verdict : verdicts_here) table.columns.emplace_back(name_of(verdict));

  // Versions sort as numbers: 1.9 before 1.13.
  std::map<std::pair<TorchVersion, std::string>, Counts> counts;
  Counts all;
  for (const auto& record : records) {
    ++all[record.verdict];
    const auto keys = keys_of(record, by);
    for (const auto& key : std::set(keys.begin(), keys.end()))
      ++counts[{by == TableBy::torch ? record.torch : TorchVersion{}, key}][record.verdict];
  }
  const auto row_of = [&](const std::string& name, const Counts& of) {
    Row row{name, {}};
    for (const auto verdict : verdicts_here) row.cells.push_back(count_cell(of, verdict));
    return row;
  };
  RowGroup group;
  for (const auto& [key, of] : counts) group.rows.push_back(row_of(key.second, of));
  table.groups.push_back(std::move(group));
  table.totals.push_back(row_of("all records", all));
  add_legend(table, records);
  return table;
}

}  // namespace

std::string Cell::marked() const {
  return text + (unexpected ? "!" : "") + (flaky ? "~" : "");
}

std::vector<EngineColumn> engine_columns(const std::vector<Record>& records) {
  // In the order in which they were asked for: what is unavailable is told before the others have begun.
  std::vector<std::string> engines;
  for (const bool unavailable : {false, true})
    for (const auto& record : records)
      if ((record.verdict == Verdict::unavailable) == unavailable && !std::ranges::count(engines, record.engine))
        engines.push_back(record.engine);
  std::set<EngineColumn> columns;
  for (const auto& record : records) {
    const auto place = static_cast<std::size_t>(std::ranges::find(engines, record.engine) - engines.begin());
    columns.insert({place, record.torch, record.engine, record.worker});
  }
  return {columns.begin(), columns.end()};
}

EngineColumn engine_column(const Record& record, const std::vector<EngineColumn>& columns) {
  return *std::ranges::find_if(columns, [&](const EngineColumn& column) {
    return column.engine == record.engine && column.worker == record.worker && column.torch == record.torch;
  });
}

TableBy table_by_from(std::string_view word) {
  if (word == "category") return TableBy::category;
  if (word == "tag") return TableBy::tag;
  if (word == "engine") return TableBy::engine;
  if (word == "torch") return TableBy::torch;
  throw UnknownWord("a table is made by category, tag, engine or torch, not by '" + std::string(word) + "'");
}

Table verdict_table(const std::vector<Record>& records, TableBy by) {
  switch (by) {
    case TableBy::category:
      return by_case(records);
    case TableBy::tag:
      return by_key(records, by, "tag");
    case TableBy::engine:
      return by_key(records, by, "engine");
    case TableBy::torch:
      return by_key(records, by, "torch");
  }
  throw std::logic_error("a table by nothing");
}

std::string_view meaning_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::sound:
      return "captured, and equal to eager in everything that was checked";
    case Verdict::unsound:
      return "captured without an error and yet different";
    case Verdict::restricted:
      return "equal to eager where it accepts the input, but it raises on inputs that eager accepts";
    case Verdict::partial:
      return "captured only in pieces, which together are equal to eager";
    case Verdict::rejected:
      return "the engine refused, or the artifact raises on every input";
    case Verdict::crashed:
      return "the process died";
    case Verdict::timed_out:
      return "the process passed its deadline";
    case Verdict::out_of_memory:
      return "the process passed its memory limit";
    case Verdict::eager_failed:
      return "the program fails without any engine";
    case Verdict::nondeterministic:
      return "two eager runs differ although seeds are reset";
    case Verdict::unavailable:
      return "this torch has no such engine, or what the case needs is missing; in no percentage";
  }
  throw std::logic_error("a verdict without a meaning");
}

}  // namespace dy2stat
