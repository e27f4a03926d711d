// Comparing the rounds of two benchmark runs.
#include "jit_probe/compare/bench_diff.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "jit_probe/compare/bench_setting.hpp"
#include "jit_probe/statistics/bootstrap.hpp"
#include "jit_probe/statistics/quantile.hpp"
#include "jit_probe/statistics/rank_test.hpp"

namespace dy2stat {
namespace {

constexpr double confidence = 0.95;
constexpr std::uint64_t seed = 1;

// What makes two measurements the same one: case, engine, worker, setting, way.
using Key = std::vector<std::string>;

struct Side {
  const Benchmark* benchmark;
  const Series* series;
};

Key key_of(const Benchmark& benchmark, const Series& series, bool across_workers) {
  return {benchmark.case_name, benchmark.engine, across_workers ? "" : benchmark.worker, setting_text(benchmark),
          std::string(name_of(series.way))};
}

std::map<Key, Side> sides_of(const std::vector<Benchmark>& benchmarks, bool across_workers) {
  std::map<Key, Side> sides;
  for (const auto& benchmark : benchmarks)
    for (const auto& series : benchmark.series)
      if (!series.samples.empty()) sides[key_of(benchmark, series, across_workers)] = {&benchmark, &series};
  return sides;
}

std::string line_of(const Key& key) {
  return key[0] + "  " + key[1] + (key[2].empty() ? "" : " " + key[2]) + "  " + key[3] + "  " + key[4];
}

BenchComparison compared(const Key& key, const Series& before, const Series& after, int resamples) {
  BenchComparison comparison;
  comparison.case_name = key[0], comparison.engine = key[1], comparison.worker = key[2], comparison.setting = key[3];
  comparison.way = before.way;
  comparison.before = statistics::median(before.samples);
  comparison.after = statistics::median(after.samples);
  const auto factor = statistics::bootstrap_medians_ratio(before.samples, after.samples, confidence, seed, resamples);
  comparison.factor = factor.value, comparison.factor_low = factor.low, comparison.factor_high = factor.high;
  return comparison;
}

Change change_of(const BenchComparison& comparison, const BenchDiffOptions& options) {
  const bool sure = comparison.p < options.rate;
  if (sure && comparison.factor >= options.factor) return Change::regressed;
  if (sure && comparison.factor <= 1 / options.factor) return Change::improved;
  // What cannot be told from a change by that factor is not called unchanged.
  const bool may_have_changed = comparison.factor_high >= options.factor || comparison.factor_low <= 1 / options.factor;
  return may_have_changed ? Change::too_noisy : Change::unchanged;
}

}  // namespace

std::string_view name_of(Change change) {
  switch (change) {
    case Change::regressed:
      return "regressed";
    case Change::improved:
      return "improved";
    case Change::unchanged:
      return "unchanged";
    case Change::too_noisy:
      return "too noisy";
  }
  throw std::logic_error("a change without a name");
}

BenchDiff bench_diff(const std::vector<Benchmark>& before, const std::vector<Benchmark>& after,
                     const BenchDiffOptions& options, bool across_workers) {
  const auto old_sides = sides_of(before, across_workers), new_sides = sides_of(after, across_workers);
  BenchDiff diff;
  std::vector<double> p_values;
  for (const auto& [key, side] : old_sides) {
    const auto other = new_sides.find(key);
    if (other == new_sides.end()) {
      diff.only_before.push_back(line_of(key));
      continue;
    }
    diff.comparisons.push_back(compared(key, *side.series, *other->second.series, options.resamples));
    p_values.push_back(statistics::mann_whitney(side.series->samples, other->second.series->samples));
  }
  for (const auto& [key, side] : new_sides)
    if (!old_sides.contains(key)) diff.only_after.push_back(line_of(key));
  const auto corrected = statistics::holm(p_values);
  for (std::size_t k = 0; k < corrected.size(); ++k) {
    diff.comparisons[k].p = corrected[k];
    diff.comparisons[k].change = change_of(diff.comparisons[k], options);
  }
  return diff;
}

bool has_regressed(const BenchDiff& diff) {
  return std::ranges::count(diff.comparisons, Change::regressed, &BenchComparison::change) > 0;
}

}  // namespace dy2stat
