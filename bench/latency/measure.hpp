// Measures one program with one engine in one setting: the whole of a benchmark.
#pragma once

#include <stdexcept>
#include <string>

#include "capture/program/program.hpp"
#include "jit_probe/record/benchmark_plan.hpp"

namespace dy2stat::latency {

// The engine refuses the program, or what it made raises when it is called; what() says why.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Captures the program with `benchmark.engine` for `input`, then measures eager, the captured program, and the captured
// and the loaded one from C++. `benchmark` has its case, engine, worker and torch already. The process is this
// benchmark's own: threads and dtypes are left changed. Throws Refused, py::error_already_set with what
// the program itself raises, std::exception for a setting that is none (a dtype that does not exist).
//
// The setting's size is that which the input set was made for, if it was made for one.
Benchmark measure(const Program& program, const parity::InputSet& input, const BenchmarkSetting& setting,
                  const BenchmarkOptions& options, Benchmark benchmark);

}  // namespace dy2stat::latency
