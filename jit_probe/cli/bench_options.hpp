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
  bool resume = false;      // continue the run in `run.out`
  std::string format = "terminal", google_benchmark;
};

void add_bench_options(CLI::App& command, BenchOptions& options);

// Whatever is not given on the command line.
BenchOptions default_bench_options();

// As run.json keeps them.
Json to_json(const BenchOptions& options);

// Takes them from a run that is to be continued. Throws UsageError if one was given that is another there.
void continue_with(BenchOptions& options, const Json& of_the_run);

}  // namespace dy2stat
