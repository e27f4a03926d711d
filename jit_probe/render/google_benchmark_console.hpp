// Benchmarks as Google Benchmark's own console reporter prints them.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// The aggregates over the rounds of each way of calling, as with --benchmark_display_aggregates_only: a line each.
// Where no CPU time was measured, there is none.
std::string google_benchmark_console(const std::vector<Benchmark>& benchmarks, bool colour = false);

// What Google Benchmark prints before, on stderr: when it was run, and on which machine.
std::string google_benchmark_context(const RunDescription& description);

}  // namespace dy2stat
