// Lists a corpus in a process of its own.
#pragma once

#include "jit_probe/worker/case_runner.hpp"

namespace dy2stat {

// Sends the parts of the answer to a request for a corpus, as they come; the last one says that it is, whatever became
// of the process. The request's files are written into `folder`. Throws WorkerStopped when `control` closes.
void run_corpus(const CaseRequest& request, const std::filesystem::path& folder, Family& family, int control,
                const SendFrames& send);

}  // namespace dy2stat
