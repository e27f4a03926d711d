// How long jit_probe takes to say what it can do.
#pragma once

#include "bench/self/figure.hpp"
#include "bench/self/setting.hpp"

namespace dy2stat::bench {

Figure measure_program_start(const Setting& setting);

}  // namespace dy2stat::bench
