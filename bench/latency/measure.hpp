// Measures one program with one engine in one setting: the whole of a benchmark.
#pragma once

#include <stdexcept>
#include <string>

#include "capture/program/program.hpp"
#include "jit_probe/record/benchmark.hpp"

namespace dy2stat::latency {

// The setting of one benchmark.
struct Setting {
  bool backward = false;
  int threads = 1;
  std::optional<int> size;  // that the input set was made for, if it was made for one
};

// The engine refuses the program, or what it made raises when it is called; what() says why.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Outcome {
  Benchmark benchmark;
  bool differentiable = false;  // whether gradients can be taken of the program's results
};

// Captures the program with `benchmark.engine` for `input`, then measures eager, the captured program, and the captured
// and the loaded one from C++. `benchmark` has its case, engine, worker and torch already. The process is this
// benchmark's own: threads and dtypes are left changed. Throws Refused, py::error_already_set with what
// the program itself raises, std::exception for a setting that is none (a dtype that does not exist).
Outcome measure(const Program& program, const parity::InputSet& input, const Setting& setting,
                const BenchmarkOptions& options, Benchmark benchmark);

}  // namespace dy2stat::latency
