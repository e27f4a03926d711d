// `fx`: torch.fx.symbolic_trace, which runs the program on proxies that stand for its arguments.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

py::object torch_attribute(const char* name) {
  return py::module_::import("torch").attr(name);
}

// The steps of symbolic_trace itself, with two settings that it offers no way to give: nodes remember the line that
// made them, and a method beside forward can be the root.
class FxEngine final : public Engine {
 public:
  Artifact capture(const py::object& entry, const py::tuple&, const py::dict&) const override {
    const auto fx = py::module_::import("torch.fx");
    const py::object tracer = fx.attr("Tracer")();
    tracer.attr("record_stack_traces") = true;
    // Newer ones forget the stack again unless a module's forward is in it.
    const char* const filter = "_filter_traceback_frames";
    if (py::hasattr(tracer, filter))
      tracer.attr(filter) = py::cpp_function([](const py::object& frames) { return frames; });
    const auto method = module_method(entry);
    if (method) tracer.attr("traced_func_name") = method->name;
    const py::object root = method ? method->module : entry;
    const py::object graph = tracer.attr("trace")(root);
    const py::object named = is_module(root) ? py::object(py::type::of(root)) : root;
    const py::object made = fx.attr("GraphModule")(tracer.attr("root"), graph, named.attr("__name__"));
    Artifact artifact{made, py::none(), is_module(root) ? made : py::object(py::none())};
    artifact.product = made;
    // A GraphModule is pickled as its generated code and its state, and traced anew from that code when it is loaded.
    artifact.archive = {
        ".pt", [made] { return written_bytes([&](const py::object& file) { torch_attribute("save")(made, file); }); },
        [](const std::string& archive) {
          return torch_attribute("load")(file_of(archive), py::arg("weights_only") = false);
        }};
    return artifact;
  }
};

}  // namespace

std::unique_ptr<Engine> make_fx_engine() {
  return std::make_unique<FxEngine>();
}

}  // namespace dy2stat
