// `script` and `script[types]`: torch.jit.script, which compiles the source of the entry; where that says nothing of a
// type, the second takes it from a call of the example.
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

// Lets torch record the types of the example's arguments while it lives, which it does by a list of its own that
// nothing empties: a later capture must not find them.
class RecordedTypes {
 public:
  RecordedTypes(const py::object& entry, const py::tuple& example)
      : script_(py::module_::import("torch.jit._script")),
        config_(py::module_::import("torch.jit._monkeytype_config")) {
    const py::object store = config_.attr("JitTypeTraceStore")();
    script_.attr("type_trace_db") = store;
    const py::object tracing = config_.attr("monkeytype_trace")(config_.attr("JitTypeTraceConfig")(store));
    tracing.attr("__enter__")();
    try {
      entry(*example);
    } catch (py::error_already_set&) {
      tracing.attr("__exit__")(py::none(), py::none(), py::none());
      forget();
      throw;
    }
    tracing.attr("__exit__")(py::none(), py::none(), py::none());
  }
  ~RecordedTypes() {
    try {
      forget();
    } catch (py::error_already_set&) {
      // The program has taken torch apart.
    }
  }
  RecordedTypes(const RecordedTypes&) = delete;
  RecordedTypes& operator=(const RecordedTypes&) = delete;

 private:
  void forget() { script_.attr("type_trace_db") = config_.attr("JitTypeTraceStore")(); }

  py::module_ script_, config_;
};

class ScriptEngine final : public Engine {
 public:
  explicit ScriptEngine(bool with_types) : with_types_(with_types) {}

  // torch.jit.script(entry, example_inputs=[...]) does with types what is done here, for a function or module alone.
  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    std::optional<RecordedTypes> types;
    if (with_types_) types.emplace(entry, arguments_by_place(entry, positional, keywords));
    const py::object script = py::module_::import("torch").attr("jit").attr("script");
    const auto method = module_method(entry);
    if (method && method->name != "forward") {
      const py::object scripted = script_with_method(*method);
      return {scripted.attr(method->name.c_str()), scripted, scripted, method->name};
    }
    const py::object scripted = script(method ? method->module : entry);
    return {scripted, scripted, is_module(scripted) ? scripted : py::object(py::none())};
  }

 private:
  bool with_types_;
};

}  // namespace

std::unique_ptr<Engine> make_script_engine(bool with_types) {
  return std::make_unique<ScriptEngine>(with_types);
}

}  // namespace dy2stat
