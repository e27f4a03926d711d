// Runs one request in processes of its own: a child loads the program, a grandchild an engine captures it.
#pragma once

#include <functional>
#include <string_view>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/request.hpp"

namespace dy2stat {

// Runs every engine of the request and hands each frame (blobs, records) to `send`. `control` is the descriptor that
// requests come from: when it closes, the family is ended and std::runtime_error thrown.
void run_case(const CaseRequest& request, const Fingerprint& fingerprint, int control,
              const std::function<void(std::string_view frames)>& send);

}  // namespace dy2stat
