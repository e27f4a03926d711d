// The setting of a benchmark in words.
#pragma once

#include <string>

#include "jit_probe/record/benchmark.hpp"

namespace dy2stat {

// Which parts are said. What was asked for by --dtype and --inference-mode always is, where it was.
struct SettingParts {
  bool mode = true, threads = true, size = true;
};

// "forward, 1 thread, n = 64", "backward, 2 threads, float64, inference mode"; may be empty. "backward" is forward and
// backward together.
std::string setting_text(const Benchmark& benchmark, const SettingParts& said = {});

}  // namespace dy2stat
