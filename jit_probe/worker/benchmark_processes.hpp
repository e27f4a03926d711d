// What the processes of a benchmark do, each a function that its process runs from start to end.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "jit_probe/record/benchmark_plan.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {

// One setting of one engine, and what its process leaves: a frame with its benchmark.
struct BenchmarkTurn {
  Benchmark benchmark;  // case, engine, worker, torch and setting
  BenchmarkSetting setting;
  std::filesystem::path folder;  // that the process works in
  SharedText result;
};

// A request's processes, in memory that they share.
struct SharedBenchmark {
  const CaseRequest& request;
  std::filesystem::path folder;  // the case's own
  SharedText loaded;  // why the program cannot be measured at all, as the frame of a benchmark; empty: it can
  std::vector<std::unique_ptr<BenchmarkTurn>> turns;  // those that wait once the program is loaded
};

// Loads the program and forks a process for each turn, which waits at the gate of its `result`. A program that has
// started threads or processes when it is loaded gets none.
void run_loading(SharedBenchmark& shared);

// Loads the program afresh and measures the setting.
void run_setting_apart(const CaseRequest& request, BenchmarkTurn& turn);

// The benchmark among the frames, if it is there whole.
std::optional<Benchmark> benchmark_in(std::string_view frames);

}  // namespace dy2stat
