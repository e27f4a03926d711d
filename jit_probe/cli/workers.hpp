// Which workers there are.
#pragma once

#include <vector>

#include "jit_probe/schedule/worker_process.hpp"

namespace dy2stat {

// Those built beside this program (build/<name>/bin/jit_probe_worker), sorted by name; only those of `names` if any are
// given. Throws std::invalid_argument for a name that is none.
std::vector<WorkerCommand> find_workers(const std::vector<std::string>& names);

}  // namespace dy2stat
