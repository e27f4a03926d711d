// A benchmark run on disk: run.json as every run has it, and bench.jsonl, a benchmark a line.
#pragma once

#include <filesystem>
#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// A benchmark run that is being made. One writer a folder.
class BenchWriter {
 public:
  // Makes the folder and run.json, or continues the run in it (a torn last line is cut off). Throws filesystem_error.
  BenchWriter(std::filesystem::path folder, const RunDescription& description);

  // Appends one line with a single write: a run that is cut off loses at most the benchmark under way.
  void add(const Benchmark& benchmark);
  // Rewrites run.json.
  void describe(const RunDescription& description);
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  LineWriter lines_;
};

struct BenchRun {
  RunDescription description;
  std::vector<Benchmark> benchmarks;  // in the order in which they were measured
};

// Whether the folder holds a benchmark run.
bool is_bench_run(const std::filesystem::path& folder);

// Throws BadRecord with path:line on what cannot be read.
BenchRun read_bench_run(const std::filesystem::path& folder);

// Replaces the benchmarks of a run on disk. Throws filesystem_error.
void replace_benchmarks(const std::filesystem::path& folder, const std::vector<Benchmark>& benchmarks);

}  // namespace dy2stat
