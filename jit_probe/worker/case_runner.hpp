// Runs one request: starts the processes of its case, watches them, and sends what they leave.
#pragma once

#include <functional>
#include <string_view>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/own_folder.hpp"

namespace dy2stat {

using SendFrames = std::function<void(std::string_view frames)>;

// Runs every engine of the request, kept apart as the request asks, and hands each engine's frames (blobs, then its
// record) to `send`. The case works in a folder below `own`. `control` is the descriptor that requests come from.
// Throws WorkerStopped when that closes.
void run_case(const CaseRequest& request, const Fingerprint& fingerprint, Family& family, WorkerFolder& own,
              int control, const SendFrames& send);

// Runs every engine of the request in this process itself, one after the other, without limits.
void run_case_here(const CaseRequest& request, const Fingerprint& fingerprint, WorkerFolder& own,
                   const SendFrames& send);

}  // namespace dy2stat
