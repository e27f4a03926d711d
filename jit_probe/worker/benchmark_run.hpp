// Runs one request for a benchmark: a process for each engine, mode, number of threads and size.
#pragma once

#include <filesystem>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {

// Measures every engine of the request, which has its `benchmark` set, but for what it says is measured already, and
// hands each benchmark's frame to `send` as soon as it is there. The settings come as next_setting says. A child of the
// template loads the program once and forks the processes of all settings, which wait for their turn; a sweep, whose
// sizes are not known before, and whatever cannot be forked so, gets fresh children. A process that fails, dies or
// passes a limit gives a benchmark with a failure. `folder` is the case's own. Throws WorkerStopped when `control`
// closes.
void run_benchmark(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
                   Family& family, int control, const SendFrames& send);

}  // namespace dy2stat
