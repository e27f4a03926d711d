// Benchmarks in the JSON form that Google Benchmark writes, which its compare.py reads.
#pragma once

#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// Each round of each way of calling is a repetition of "CASE/ENGINE/WORKER/SETTING/WAY". Times are wall-clock
// nanoseconds; `cpu_time`, which the reader insists on, repeats them, as the context says.
Json google_benchmark_json(const std::vector<Benchmark>& benchmarks, const RunDescription& description);

}  // namespace dy2stat
