// Pays the one-time costs of engines before the first case that asks for them.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/worker/own_folder.hpp"

namespace dy2stat {

// Runs small programs through these engines in this process, as a case's processes would, so that they start with the
// costs paid. Then freezes Python's garbage collector, so that no collection touches what the template holds, and makes
// the process cheap to fork. The programs work in folders below `own`.
void warm_up(const std::vector<std::string>& engines, const Fingerprint& fingerprint, WorkerFolder& own);

// Imports databases of torch's own that programs of a corpus use, before what is in this process is frozen. What they
// raise or print is nobody's concern: it comes again where a program imports them.
void import_into_template(const std::vector<std::string>& modules);

}  // namespace dy2stat
