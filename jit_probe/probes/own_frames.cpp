// Replacing the filter that the tracer below export applies to stacks.
#include "jit_probe/probes/own_frames.hpp"

namespace dy2stat::probes {
namespace {

const char* const frame_filter = "_filter_traceback_frames";

}  // namespace

OwnFrames::OwnFrames(const std::string& folder) {
  const py::object tracer_class = py::module_::import("torch.fx.proxy").attr("TracerBase");
  if (!py::hasattr(tracer_class, frame_filter)) return;
  tracer_class_ = tracer_class;
  original_ = tracer_class.attr(frame_filter);
  const auto keep = [original = original_, path = folder + "/"](const py::object& tracer, const py::object& summary) {
    py::list own;
    for (const auto& frame : summary)
      if (py::str(frame.attr("filename")).cast<std::string>().starts_with(path)) own.append(frame);
    if (own.empty()) return original(tracer, summary);
    return py::object(py::module_::import("traceback").attr("StackSummary").attr("from_list")(own));
  };
  tracer_class.attr(frame_filter) = py::cpp_function(keep, py::name(frame_filter), py::is_method(tracer_class));
}

OwnFrames::~OwnFrames() {
  if (!original_.is_none()) tracer_class_.attr(frame_filter) = original_;
}

}  // namespace dy2stat::probes
