// The options of `jit_probe calls`.
#pragma once

#include <string>

#include "bench/calls/stream/options.hpp"
#include "jit_probe/cli/run_options.hpp"

namespace dy2stat {

struct CallsCommandOptions {
  RunOptions run;  // what is selected: paths, engines, workers, targets; and its limits
  calls::Options recording;
  std::string level, compare;  // empty: not given
  int warm_up = -1;            // the same
  std::size_t most_rows = 20;
};

void add_calls_options(CLI::App& command, CallsCommandOptions& options);

}  // namespace dy2stat
