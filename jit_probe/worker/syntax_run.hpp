// Answers a request for a program's syntax.
#pragma once

#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {

// Answers the request, which has its `syntax` set, from a child of the template. The program is parsed and not run; of
// a module that is installed beside torch, the packages around it are imported. Throws WorkerStopped when `control`
// closes.
void run_syntax(const CaseRequest& request, Family& family, int control, const SendFrames& send);

}  // namespace dy2stat
