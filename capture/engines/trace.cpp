// `trace`: torch.jit.trace, which records the operators of one call.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

// Trace takes positional inputs on every torch; keyword arguments are put at the place the signature gives them.
py::tuple positional_arguments(const py::object& entry, const py::tuple& positional, const py::dict& keywords) {
  if (keywords.empty()) return positional;
  const auto torch = py::module_::import("torch");
  const bool is_module = py::isinstance(entry, torch.attr("nn").attr("Module"));
  const py::object called = is_module ? entry.attr("forward") : entry;
  py::object bound = py::module_::import("inspect").attr("signature")(called).attr("bind")(*positional, **keywords);
  bound.attr("apply_defaults")();
  return py::tuple(bound.attr("args"));
}

class TraceEngine final : public Engine {
 public:
  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    const auto arguments = positional_arguments(entry, positional, keywords);
    py::object traced =
        py::module_::import("torch").attr("jit").attr("trace")(entry, arguments, py::arg("check_trace") = false);
    return {traced, traced};
  }
};

}  // namespace

std::unique_ptr<Engine> make_trace_engine() {
  return std::make_unique<TraceEngine>();
}

}  // namespace dy2stat
