// Runs one request for a search: a process for each engine.
#pragma once

#include <filesystem>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {

// Searches for every engine of the request, which has its `search` set, in a fresh child of the template each, and
// hands each search to `send`. What a process found before it died or passed a limit is sent. `folder` is the case's
// own. Throws WorkerStopped when `control` closes, after it has sent what was found until then.
void run_search(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
                Family& family, int control, const SendFrames& send);

}  // namespace dy2stat
