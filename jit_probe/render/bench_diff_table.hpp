// What changed between two benchmark runs, as a table.
#pragma once

#include <string>

#include "jit_probe/compare/bench_diff.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {

// A group each for what regressed, improved, is too noisy and, with `unchanged`, what did not change, the greatest
// changes first. The totals count all of them. What was measured on one side alone comes last.
Table bench_diff_table(const BenchDiff& diff, const BenchDiffOptions& options, const std::string& before_name,
                       const std::string& after_name, bool unchanged);

}  // namespace dy2stat
