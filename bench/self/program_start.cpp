// Starts jit_probe many times.
#include "bench/self/program_start.hpp"

#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat::bench {

Figure measure_program_start(const Setting& setting) {
  const Command command{setting.jit_probe.string(), "--help"};
  std::vector<double> milliseconds;
  for (int i = 0; i < 51; ++i) milliseconds.push_back(1e3 * run(command, setting.scratch / "help.log").seconds);
  return {"jit_probe --help, median of 51", statistics::median(milliseconds), 10, "ms", {text_of(command)}};
}

}  // namespace dy2stat::bench
