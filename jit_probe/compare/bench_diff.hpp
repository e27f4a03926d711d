// What became slower or faster between two benchmark runs, or two workers: said only as far as it is sure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/benchmark.hpp"

namespace dy2stat {

enum class Change { regressed, improved, unchanged, too_noisy };
std::string_view name_of(Change change);  // "regressed", "improved", "unchanged", "too noisy"

struct BenchDiffOptions {
  // Found wrongly at all, among all comparisons that are made together: in at most this share of the tries.
  double rate = 0.05;
  double factor = 1.03;  // a change by less is none, however sure
  int resamples = 2000;  // of the bootstrap
};

// The same program called in the same way, before and after.
struct BenchComparison {
  std::string case_name, engine, setting;  // setting: as setting_text words it
  std::string worker;                      // empty where two workers are compared
  Way way = Way::eager_python;
  double before = 0, after = 0;                        // medians, seconds a call
  double factor = 1, factor_low = 1, factor_high = 1;  // after / before, with a bootstrap interval of 95 %
  double p = 1;                                        // of the Mann-Whitney test on all rounds, corrected after Holm
  Change change = Change::unchanged;
};

struct BenchDiff {
  std::vector<BenchComparison> comparisons;          // in the order of `before`
  std::vector<std::string> only_before, only_after;  // what was measured on one side alone, a line each
};

// Compares what both sides measured. With `across_workers` the worker is no part of what makes two benchmarks the same.
BenchDiff bench_diff(const std::vector<Benchmark>& before, const std::vector<Benchmark>& after,
                     const BenchDiffOptions& options, bool across_workers = false);

bool has_regressed(const BenchDiff& diff);

}  // namespace dy2stat
