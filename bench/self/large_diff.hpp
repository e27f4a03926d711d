// What the difference of two large runs costs.
#pragma once

#include <vector>

#include "bench/self/figure.hpp"
#include "bench/self/setting.hpp"

namespace dy2stat::bench {

// Makes two runs of 10,000 records by repeating those of scratch/engine_1 and scratch/case_1 under other case names,
// and compares them: first as they are, then with every tenth record of the second exchanged for that of another case.
std::vector<Figure> measure_large_diff(const Setting& setting);

}  // namespace dy2stat::bench
