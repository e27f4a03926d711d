// What a sweep over sizes says: where the captured program overtakes eager, and a plot of latency against size.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {

// The benchmarks of one case on one worker in one mode with one number of threads, over engines and sizes.
struct Sweep {
  std::string case_name, worker, mode;
  int threads = 1;
  std::vector<const Benchmark*> benchmarks;  // by engine, then by size

  // "control_flow-for_over_range-torch-2.13.0-backward": a name for its files.
  std::string file_name() const;
};

// The sweeps among the benchmarks: what has two sizes at least. They refer to `benchmarks`.
std::vector<Sweep> sweeps_of(const std::vector<Benchmark>& benchmarks);

// The least size from which on that way of calling is faster than eager at every greater size too, its interval below
// 1; none if it is not at the greatest size.
std::optional<int> overtaking_size(const Sweep& sweep, const std::string& engine, Way way);

// The greatest size up to which it is faster than eager at every smaller size too; none if it is not at the least size.
std::optional<int> faster_until(const Sweep& sweep, const std::string& engine, Way way);

// A row a sweep, a column an engine and way: where it is faster than eager: "from 64", "until 64", "always" or "never".
Table overtaking_table(const std::vector<Benchmark>& benchmarks);

// A script for gnuplot that plots latency against size, both logarithmic, a line for eager and for each engine and way
// (eager's time by its ratio), into OUTPUT_BASE.svg and OUTPUT_BASE.png. The data is in the script.
std::string gnuplot_script(const Sweep& sweep, const std::string& output_base);

}  // namespace dy2stat
