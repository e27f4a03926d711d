// The table of a difference of benchmarks.
#include "jit_probe/render/bench_diff_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "jit_probe/render/bench_table.hpp"

namespace dy2stat {
namespace {

std::vector<const BenchComparison*> changed_so(const BenchDiff& diff, Change change) {
  std::vector<const BenchComparison*> chosen;
  for (const auto& comparison : diff.comparisons)
    if (comparison.change == change) chosen.push_back(&comparison);
  std::ranges::stable_sort(chosen, [](const auto* one, const auto* other) {
    return std::abs(std::log(one->factor)) > std::abs(std::log(other->factor));
  });
  return chosen;
}

Row row_of(const BenchComparison& comparison) {
  const std::vector<std::string> texts{
      comparison.engine + (comparison.worker.empty() ? "" : " " + comparison.worker),
      comparison.setting,
      std::string(name_of(comparison.way)),
      seconds_text(comparison.before),
      seconds_text(comparison.after),
      fmt::format("{:.3f} [{:.3f} {:.3f}]", comparison.factor, comparison.factor_low, comparison.factor_high),
      comparison.p < 0.0001 ? "< 0.0001" : fmt::format("{:.4f}", comparison.p)};
  Row row{comparison.case_name, {}};
  for (const auto& text : texts) row.cells.push_back({text, {}});
  return row;
}

void add_alone(Table& table, const std::string& heading, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  RowGroup group{heading, {}};
  for (const auto& line : lines) group.rows.push_back({line, std::vector<Cell>(table.columns.size())});
  table.groups.push_back(std::move(group));
}

}  // namespace

Table bench_diff_table(const BenchDiff& diff, const BenchDiffOptions& options, const std::string& before_name,
                       const std::string& after_name, bool unchanged) {
  Table table{"from " + before_name + " to " + after_name,
              "case",
              {"engine", "setting", "way", "before", "after", "factor", "p"},
              {},
              {},
              {}};
  for (const auto change : {Change::regressed, Change::improved, Change::too_noisy, Change::unchanged}) {
    const auto chosen = changed_so(diff, change);
    Row total{std::string(name_of(change)), std::vector<Cell>(table.columns.size())};
    total.cells[0].text = std::to_string(chosen.size());
    table.totals.push_back(std::move(total));
    if (chosen.empty() || (change == Change::unchanged && !unchanged)) continue;
    RowGroup group{std::string(name_of(change)), {}};
    for (const auto* comparison : chosen) group.rows.push_back(row_of(*comparison));
    table.groups.push_back(std::move(group));
  }
  add_alone(table, "measured only in " + before_name, diff.only_before);
  add_alone(table, "measured only in " + after_name, diff.only_after);
  table.legend.emplace_back("factor", "after / before of the medians, with the interval of 95 %");
  table.legend.emplace_back("p", "of the Mann-Whitney test over all rounds, corrected after Holm");
  table.legend.emplace_back(
      "regressed, improved",
      fmt::format("p below {} and slower or faster by the factor {} at least", options.rate, options.factor));
  table.legend.emplace_back("too noisy", "no change is sure, and one of that factor is not excluded");
  return table;
}

}  // namespace dy2stat
