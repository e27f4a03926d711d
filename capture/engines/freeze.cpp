// `freeze`: torch.jit.freeze and torch.jit.optimize_for_inference of the scripted module.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

// Only modules in evaluation mode can be frozen. Scripting gave the module a `training` of its own, which can be
// switched off without the program's being touched; what is a script module already must be copied for that.
py::object in_evaluation_mode(const py::object& scripted, const py::object& entry, Artifact& artifact) {
  if (!is_module(scripted) || !scripted.attr("training").cast<bool>()) return scripted;
  artifact.notes.push_back("captured in evaluation mode, as torch.jit.freeze takes no module in training mode");
  const bool is_the_programs = scripted.is(entry);
  return (is_the_programs ? py::module_::import("copy").attr("deepcopy")(scripted) : scripted).attr("eval")();
}

class FreezeEngine final : public Engine {
 public:
  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    auto artifact = make_script_engine()->capture(entry, positional, keywords);
    artifact.product = in_evaluation_mode(artifact.script, entry, artifact);
    const auto jit = py::module_::import("torch").attr("jit");
    const bool is_forward = artifact.method == "forward";
    py::list methods;
    if (!is_forward) methods.append(artifact.method);
    // torch.jit.freeze refuses a function itself, with torch's own words.
    const auto frozen = [&] { return jit.attr("freeze")(artifact.product, py::arg("preserved_attrs") = methods); };
    artifact.saved = frozen();  // before it is optimised, which changes it: what comes out need not be fit to be saved
    artifact.script = artifact.instance =
        jit.attr("optimize_for_inference")(frozen(), py::arg("other_methods") = methods);
    artifact.callable = is_forward ? artifact.script : py::object(artifact.script.attr(artifact.method.c_str()));
    return artifact;
  }
  // Parameters are constants, by which nothing can be differentiated.
  std::vector<std::string> cannot_have() const override { return {"gradients"}; }
};

}  // namespace

std::unique_ptr<Engine> make_freeze_engine() {
  return std::make_unique<FreezeEngine>();
}

}  // namespace dy2stat
