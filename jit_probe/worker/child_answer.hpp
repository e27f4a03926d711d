// Answers to questions that are one JSON object, made in a child of the template: what is asked about may do anything.
#pragma once

#include <functional>
#include <string>

#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {

// Sends what `make` returns in a child, or what `failed` returns for the reason why the child made nothing, as a frame
// of this type. Throws WorkerStopped when `control` closes.
void answer_from_child(const CaseRequest& request, Family& family, int control, const SendFrames& send,
                       const std::string& type, const std::function<Json()>& make,
                       const std::function<Json(const std::string& reason)>& failed);

}  // namespace dy2stat
