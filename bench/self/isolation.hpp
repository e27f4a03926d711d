// What isolation costs, what a second process a worker gains, and where a record's time goes.
#pragma once

#include <vector>

#include "bench/self/figure.hpp"
#include "bench/self/setting.hpp"

namespace dy2stat::bench {

// Runs the suite with each level of isolation and with two processes, and prints where the time of each went. Leaves
// the first run of each in scratch/ISOLATION_PROCESSES: engine_1, engine_2, case_1, none_1.
std::vector<Figure> measure_isolation(const Setting& setting);

}  // namespace dy2stat::bench
