// The options of `jit_probe bench`.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/cli/run_options.hpp"
#include "jit_probe/record/benchmark.hpp"

namespace dy2stat {

struct BenchOptions {
  RunOptions run;  // what is selected: paths, engines, workers, targets; its limits, folder and colour
  BenchmarkOptions measure;
  bool no_backward = false;
  bool sized_only = false;  // only cases that define bench_inputs
  std::string format = "terminal", google_benchmark;
};

void add_bench_options(CLI::App& command, BenchOptions& options);

// As run.json keeps them.
Json to_json(const BenchOptions& options);

}  // namespace dy2stat
