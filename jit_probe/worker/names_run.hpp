// Answers a request for public names of torch.
#pragma once

#include <filesystem>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {

// Answers the request, which has its `names` set, from a child of the template: what is asked about is imported. Throws
// WorkerStopped when `control` closes.
void run_names(const CaseRequest& request, Family& family, int control, const SendFrames& send);

}  // namespace dy2stat
