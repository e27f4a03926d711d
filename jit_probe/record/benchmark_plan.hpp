// Which settings of a benchmark are measured, one after the other: known to the worker, which measures them, and to
// whoever continues a run that was cut off.
#pragma once

#include <optional>
#include <vector>

#include "jit_probe/record/benchmark.hpp"

namespace dy2stat {

// One setting of an engine.
struct BenchmarkSetting {
  bool backward = false;  // forward and backward together
  int threads = 1;
  std::optional<int> size;  // of a sweep; none: the default size of bench_inputs(n), or the first input set
  bool operator==(const BenchmarkSetting&) const = default;
};

// What comes after what has been measured of one engine, `measured`, in any order; nothing if that is all. Number of
// threads by number of threads, forward comes first, and backward only where gradients can be taken. A sweep doubles
// the size until a call of eager takes 100 ms, or nothing could be measured. A case that is unavailable is so in every
// setting.
std::optional<BenchmarkSetting> next_setting(const BenchmarkOptions& options, const std::vector<Benchmark>& measured);

// All settings that may come without a sweep, in their order.
std::vector<BenchmarkSetting> possible_settings(const BenchmarkOptions& options);

}  // namespace dy2stat
