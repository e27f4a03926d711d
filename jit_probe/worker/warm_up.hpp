// Pays a worker's one-time costs before its first case.
#pragma once

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/worker/own_folder.hpp"

namespace dy2stat {

// Runs small programs through every engine in this process, as a case's processes would, so that they start with the
// costs paid. Then freezes Python's garbage collector, so that no collection touches what the template holds, and makes
// the process cheap to fork. The programs work in folders below `own`.
void warm_up(const Fingerprint& fingerprint, WorkerFolder& own);

}  // namespace dy2stat
