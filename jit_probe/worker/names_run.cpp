// Looking names up in a process of their own.
#include "jit_probe/worker/names_run.hpp"

#include "bench/calls/public_names.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {
namespace {

ApiNames looked_up(const NamesOptions& options) {
  try {
    const auto object = calls::resolve(options.word);
    if (options.below) return {calls::names_below(object), ""};
    const calls::PublicNames names;
    if (const auto* name = names.name_of(object.ptr())) return {{*name}, ""};
    return {{}, py::repr(object).cast<std::string>() + " has no public name in torch"};
  } catch (py::error_already_set& raised) {
    const auto error = error_from(raised);
    return {{}, error.type + ": " + error.message};
  } catch (const std::exception& error) {
    return {{}, error.what()};
  }
}

}  // namespace

void run_names(const CaseRequest& request, Family& family, int control, const SendFrames& send) {
  SharedText left;
  left.forking();
  const auto child = family.start(request.limits, [&] {
    left.claim();
    auto json = to_json(looked_up(*request.names));
    json["type"] = "names";
    const auto text = json.dump();
    left.append(frame_header(FrameKind::json, text.size()) + text);
  });
  const auto none_idle = [] { return std::vector<pid_t>(); };
  const auto ending = family.watch(child, request.limits, {control, left.reached(), none_idle});
  family.end();
  if (!left.text().empty()) return send(left.text());
  auto json = to_json(ApiNames{{}, reason_of(ending, request.limits)});
  json["type"] = "names";
  const auto text = json.dump();
  send(frame_header(FrameKind::json, text.size()) + text);
}

}  // namespace dy2stat
