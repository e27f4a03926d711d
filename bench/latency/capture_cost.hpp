// What a capture takes: seconds, memory, and what comes out in bytes.
#pragma once

#include <functional>
#include <string>

#include "capture/engines/engine.hpp"
#include "jit_probe/record/benchmark.hpp"

namespace dy2stat::latency {

// Runs `capture` and fills in the cost's seconds and peak memory, and the bytes of the artifact's code. The peak is by
// how much the process's memory that belongs to no file went beyond what it was before.
Artifact capture_with_cost(const std::function<Artifact()>& capture, CaptureCost& cost);

// After how many calls capturing has paid for itself: none if the captured program is not the faster one. The calls
// until it has settled are paid at their own price.
std::optional<double> break_even(const CaptureCost& cost, const Series& eager, const Series& captured);

}  // namespace dy2stat::latency
