// Runs one request for call records: a process for each engine, whose calls this process writes and sends.
#pragma once

#include <filesystem>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {

// Records every engine of the request, which has its `calls` set, each in a fresh child of the template, and hands to
// `send` each file as soon as it is complete and each recording when it has ended. What a process recorded before it
// failed, died or passed a limit is sent. `folder` is the case's own. Throws WorkerStopped when `control` closes.
void run_calls(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
               Family& family, int control, const SendFrames& send);

}  // namespace dy2stat
