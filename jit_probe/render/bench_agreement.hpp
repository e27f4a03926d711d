// How far the harness agrees with torch.utils.benchmark.Timer, and what it adds to a call.
#pragma once

#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {

// A row a case, setting and worker that was measured with `agreement`: eager's median, the Timer's, the ratio of the
// two over the rounds with its interval, and what a call of nothing takes, from Python and from C++.
Table agreement_table(const std::vector<Benchmark>& benchmarks);

}  // namespace dy2stat
