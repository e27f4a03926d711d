// Whether the worker's template grows while it serves cases.
#pragma once

#include "bench/self/figure.hpp"
#include "bench/self/setting.hpp"

namespace dy2stat::bench {

// Runs 2,000 cases (the suite's, but the slow models, repeated) in one worker process and watches its private memory.
Figure measure_template_memory(const Setting& setting);

}  // namespace dy2stat::bench
