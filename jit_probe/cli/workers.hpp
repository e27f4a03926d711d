// Which workers there are.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/schedule/worker_process.hpp"

namespace dy2stat {

// Those built beside this program (build/<name>/bin/jit_probe_worker), sorted by name, and those of `file`; only those
// of `names`, in that order, if any are given. An empty `file` is workers.toml of the current folder, which need not be
// there. Throws UsageError for a name that is none and FoundProblems for what is wrong in the file.
std::vector<WorkerCommand> find_workers(const std::vector<std::string>& names, const std::string& file);

}  // namespace dy2stat
