// `trace`: torch.jit.trace, which records the operators of one call.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

// torch.jit.trace takes all arguments by keyword since 2.0; some by place and some by keyword on no version.
bool takes_keywords(const py::object& trace) {
  const py::object parameters = py::module_::import("inspect").attr("signature")(trace).attr("parameters");
  return parameters.contains("example_kwarg_inputs");
}

class TraceEngine final : public Engine {
 public:
  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    const auto jit = py::module_::import("torch").attr("jit");
    const auto method = module_method(entry);
    if (method && method->name != "forward") {
      const auto arguments = arguments_by_place(entry, positional, keywords);
      const py::dict inputs(py::arg(method->name.c_str()) = arguments);
      const py::object traced = jit.attr("trace_module")(method->module, inputs, py::arg("check_trace") = false);
      return {traced.attr(method->name.c_str()), traced, traced, method->name};
    }
    const py::object trace = jit.attr("trace");
    const bool may_name = positional.empty() && !keywords.empty(), by_keyword = may_name && takes_keywords(trace);
    const py::object traced =
        by_keyword ? trace(entry, py::arg("example_kwarg_inputs") = keywords, py::arg("check_trace") = false)
                   : trace(entry, arguments_by_place(entry, positional, keywords), py::arg("check_trace") = false);
    Artifact artifact{traced, traced, is_module(traced) ? traced : py::object(py::none())};
    if (may_name && !by_keyword)
      artifact.notes.push_back(
          "keyword arguments were traced by place: example_kwarg_inputs is not available in torch " +
          py::module_::import("torch").attr("__version__").cast<std::string>());
    return artifact;
  }
};

}  // namespace

std::unique_ptr<Engine> make_trace_engine() {
  return std::make_unique<TraceEngine>();
}

}  // namespace dy2stat
