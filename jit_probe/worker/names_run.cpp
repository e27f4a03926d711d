// Looking names up in a process of their own.
#include "jit_probe/worker/names_run.hpp"

#include "bench/calls/public_names.hpp"
#include "jit_probe/worker/child_answer.hpp"
#include "jit_probe/worker/program_error.hpp"

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
  answer_from_child(
      request, family, control, send, "names", [&] { return to_json(looked_up(*request.names)); },
      [](const std::string& reason) {
        return to_json(ApiNames{{}, reason});
      });
}

}  // namespace dy2stat
