// Benchmarks in the JSON form that Google Benchmark writes, which its compare.py reads, and what its console shows too.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// Each round of each way of calling is a repetition of "CASE/ENGINE/WORKER/SETTING/WAY", followed by the aggregates of
// all of them. Times are nanoseconds a call, wall-clock and of the process's CPUs. What no CPU time was measured of
// (torch's own Timer) is left out, for the reader insists on one.
Json google_benchmark_json(const std::vector<Benchmark>& benchmarks, const RunDescription& description);

// Names a way of calling as Google Benchmark names a benchmark, without spaces.
std::string google_benchmark_name(const Benchmark& benchmark, const Series& series);

// What Google Benchmark says over all repetitions: mean, median and stddev in seconds, cv (stddev / mean) as a share.
struct Aggregate {
  std::string name;
  bool is_share = false;
  double real = 0, cpu = 0;
};
// None if there is no CPU time.
std::vector<Aggregate> aggregates_of(const Series& series);

}  // namespace dy2stat
