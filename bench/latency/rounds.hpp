// Interleaved rounds: eager, captured, eager, captured, so that what slows the machine slows both sides alike.
#pragma once

#include <functional>
#include <vector>

#include "jit_probe/record/benchmark.hpp"

namespace dy2stat::latency {

// One side of the rounds.
struct Side {
  double level = 0;             // seconds of a call, roughly
  std::int64_t most_calls = 0;  // that a round may make, untimed ones included; 0: any number
  // Seconds of a call: the mean of `calls`, after `untimed` calls that do not count.
  std::function<double(std::int64_t untimed, std::int64_t calls)> measure;
};

// What the rounds showed of each side.
struct Measured {
  std::vector<double> samples;
  std::int64_t calls_a_round = 0;
  double ratio = 1, ratio_low = 1, ratio_high = 1;  // against the first side, with a bootstrap interval of 95 %
  bool noisy = false;
};

// Measures the sides in turn, for `options.rounds` rounds of `options.round_seconds` a side; then, while a ratio's
// interval is wider than `options.precision`, as many again, up to `options.most_rounds` and about `most_seconds`.
// Where even the first rounds take longer than that, eight of them are enough. The first side is what the others are
// compared with.
std::vector<Measured> measure_rounds(const std::vector<Side>& sides, const BenchmarkOptions& options,
                                     double most_seconds = 3);

}  // namespace dy2stat::latency
