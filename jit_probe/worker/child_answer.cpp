// Having a child make an answer.
#include "jit_probe/worker/child_answer.hpp"

#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {
namespace {

std::string framed(Json json, const std::string& type) {
  json["type"] = type;
  const auto text = json.dump();
  return frame_header(FrameKind::json, text.size()) + text;
}

}  // namespace

void answer_from_child(const CaseRequest& request, Family& family, int control, const SendFrames& send,
                       const std::string& type, const std::function<Json()>& make,
                       const std::function<Json(const std::string& reason)>& failed) {
  SharedText left;
  left.forking();
  const auto child = family.start(request.limits, [&] {
    left.claim();
    left.append(framed(make(), type));
  });
  const auto none_idle = [] { return std::vector<pid_t>(); };
  const auto ending = family.watch(child, request.limits, {control, left.reached(), none_idle});
  family.end();
  send(left.text().empty() ? framed(failed(reason_of(ending, request.limits)), type) : left.text());
}

}  // namespace dy2stat
