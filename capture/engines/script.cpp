// `script`: torch.jit.script, which compiles the source of the entry.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

// torch.jit.script takes a module's method for a function whose self is a tensor. A method beside forward becomes part
// of a script module by @torch.jit.export: this does the same without changing the class.
py::object script_with_method(const ModuleMethod& method) {
  const auto recursive = py::module_::import("torch.jit._recursive");
  const auto stubs = [recursive, method](const py::object& module) {
    py::list stubs = recursive.attr("infer_methods_to_compile")(module);
    // torch asks for the methods of each submodule too.
    if (module.is(method.module)) stubs.append(recursive.attr("make_stub_from_method")(module, method.name));
    return stubs;
  };
  // A type shared with the same module scripted without the method would lack it.
  return recursive.attr("create_script_module")(method.module, py::cpp_function(stubs), py::arg("share_types") = false);
}

class ScriptEngine final : public Engine {
 public:
  Artifact capture(const py::object& entry, const py::tuple&, const py::dict&) const override {
    const py::object script = py::module_::import("torch").attr("jit").attr("script");
    const auto method = module_method(entry);
    if (method && method->name != "forward") {
      const py::object scripted = script_with_method(*method);
      return {scripted.attr(method->name.c_str()), scripted, scripted, method->name};
    }
    const py::object scripted = script(method ? method->module : entry);
    return {scripted, scripted, is_module(scripted) ? scripted : py::object(py::none())};
  }
};

}  // namespace

std::unique_ptr<Engine> make_script_engine() {
  return std::make_unique<ScriptEngine>();
}

}  // namespace dy2stat
