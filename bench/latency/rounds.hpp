// Interleaved rounds: eager, captured, eager, captured, so that what slows the machine slows both sides alike.
#pragma once

#include <functional>
#include <vector>

#include "bench/latency/repetition/repetition.hpp"
#include "jit_probe/record/benchmark.hpp"

namespace dy2stat::latency {

// One side of the rounds.
struct Side {
  double level = 0;             // seconds of a call, roughly
  std::int64_t most_calls = 0;  // that a round may make, untimed ones included; 0: any number
  // Makes `calls` calls, after `untimed` ones that do not count.
  std::function<Repetition(std::int64_t untimed, std::int64_t calls)> measure;
};

// What the rounds showed of each side.
struct Measured {
  std::vector<double> samples, cpu_samples;
  std::int64_t calls_a_round = 0;
  double ratio = 1, ratio_low = 1, ratio_high = 1;  // against the first side, with a bootstrap interval of 95 %
  bool noisy = false;
};

// Measures the sides in turn, for `options.rounds` rounds of `options.round_seconds` a side; then half as many again
// for the first side, which the others are compared with, and for those whose ratio has an interval wider than
// `options.precision`, and so on, up to `options.most_rounds` and about `most_seconds`. Where even the first rounds
// take longer than that, ten of them are enough.
std::vector<Measured> measure_rounds(const std::vector<Side>& sides, const BenchmarkOptions& options,
                                     double most_seconds = 2);

}  // namespace dy2stat::latency
