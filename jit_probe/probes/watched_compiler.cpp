// Watching torch's resolution callbacks and its calls of the compiler.
#include "jit_probe/probes/watched_compiler.hpp"

#include <torch/csrc/jit/frontend/error_report.h>
#include <torch/csrc/jit/frontend/tree_views.h>

#include <map>

#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::ErrorReport;

// The first line of the statement that the compiler has in hand. It keeps that for its error messages only, as the
// place from which the next function on its stack is called: so one is put there for a moment.
int line_being_compiled() {
  const ErrorReport::CallStack next("", torch::jit::SourceRange());
  const auto stack = ErrorReport::current_call_stack();
  const std::string mark = "\", line ";
  const auto at = stack.find(mark);
  return at == std::string::npos ? 0 : std::atoi(stack.c_str() + at + mark.size());
}

std::vector<std::pair<std::string, std::string>> defaults_from(const py::object& defaults) {
  std::vector<std::pair<std::string, std::string>> described;
  if (!py::isinstance<py::dict>(defaults)) return described;
  for (const auto& [name, value] : py::reinterpret_borrow<py::dict>(defaults))
    described.emplace_back(py::str(name).cast<std::string>(), describe(value));
  return described;
}

// A Python module that tells `note` of each attribute taken from it.
py::object noting_module(const py::object& module,
                         const std::function<py::object(const std::string&, const py::object&)>& note) {
  const auto module_type = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyModule_Type));
  // The type is called "module" because the compiler's messages name it.
  const py::object type = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyType_Type))(
      "module", py::make_tuple(module_type), py::dict());
  const auto get = [module, note](const py::object&, const std::string& name) {
    return note(name, module.attr(name.c_str()));
  };
  type.attr("__getattr__") = py::cpp_function(get, py::name("__getattr__"), py::is_method(type));
  return type(module.attr("__name__"));
}

}  // namespace

struct WatchedCompiler::Log : std::enable_shared_from_this<Log> {
  bool watching = true;
  std::vector<Name> names;
  std::vector<Compilation> compilations;
  std::vector<int> stack;                            // indices of the compilations that are under way
  std::map<const PyObject*, std::string> callbacks;  // whose names each callback answers for

  void add(Name name) {
    if (!watching) return;
    name.line = line_being_compiled();
    name.group = stack.empty() ? -1 : stack.back();
    names.push_back(std::move(name));
  }

  // What the compiler gets for `value`, which it found under `name`.
  py::object handed_out(const std::string& name, const std::string& in, const py::object& value) {
    if (!watching || !PyModule_Check(value.ptr())) return value;
    return noting_module(value,
                         [self = shared_from_this(), name, in](const std::string& attribute, const py::object& member) {
                           const auto path = name + "." + attribute;
                           self->add({.name = path,
                                      .how = is_operator(member) ? "torch_operator" : "python_module",
                                      .what = meaning(member),
                                      .in = in});
                           return self->handed_out(path, in, member);
                         });
  }

  // torch's callback, which answers for the names of `scope`, with each question noted.
  py::object noting_callback(const py::object& callback, const NameScope& scope) {
    const py::cpp_function noting([self = shared_from_this(), callback, scope](const std::string& name) {
      const py::object value = callback(name);
      if (!self->watching) return value;
      self->add(scope.resolve(name, value));
      return self->handed_out(name, scope.in(), value);
    });
    callbacks[noting.ptr()] = scope.in();
    return noting;
  }

  std::string asker(const py::object& callback) const {
    const auto found = callbacks.find(callback.ptr());
    return found == callbacks.end() ? "" : found->second;
  }

  // Runs `compile` as the compilations in `begun`, of which the last stays on the stack.
  py::object during(std::vector<Compilation> begun, const std::function<py::object()>& compile) {
    if (!watching) return compile();
    const int because_of = stack.empty() ? -1 : stack.back();
    const auto first = compilations.size(), end = first + begun.size();
    for (auto& each : begun) {
      each.because_of = because_of;
      each.group = static_cast<int>(end) - 1;
      compilations.push_back(std::move(each));
    }
    stack.push_back(static_cast<int>(end) - 1);
    struct Leave {
      std::vector<int>& stack;
      ~Leave() { stack.pop_back(); }
    } leave{stack};
    py::object made = compile();
    for (auto index = first; index < end; ++index) compilations[index].completed = true;
    return made;
  }
};

WatchedCompiler::WatchedCompiler() : log_(std::make_shared<Log>()) {
  try {
    watch_callbacks();
    watch_compilations();
  } catch (...) {
    put_back();
    throw;
  }
}

WatchedCompiler::~WatchedCompiler() {
  put_back();
}

const std::vector<Name>& WatchedCompiler::names() const {
  return log_->names;
}

const std::vector<Compilation>& WatchedCompiler::compilations() const {
  return log_->compilations;
}

void WatchedCompiler::put_back() {
  log_->watching = false;
  for (auto& [owner, attribute, original] : replaced_) owner.attr(attribute) = original;
  replaced_.clear();
}

void WatchedCompiler::replace(const char* module, const char* attribute,
                              const std::function<py::object(const py::object&)>& watching) {
  const py::object owner = py::module_::import(module);
  const py::object original = owner.attr(attribute);
  owner.attr(attribute) = watching(original);
  replaced_.push_back({owner, attribute, original});
}

// A function in C has no Python frame of its own: torch's count of the frames above it stays right.
void WatchedCompiler::watch_callbacks() {
  const auto log = log_;
  replace("torch._jit_internal", "createResolutionCallbackFromClosure", [log](const py::object& original) {
    return py::cpp_function(
        [log, original](const py::object& function) {
          return log->noting_callback(original(function), NameScope::of_function(function));
        },
        py::arg("fn"));
  });
  replace("torch._jit_internal", "createResolutionCallbackForClassMethods", [log](const py::object& original) {
    return py::cpp_function(
        [log, original](const py::object& type) {
          return log->noting_callback(original(type), NameScope::of_class(type));
        },
        py::arg("cls"));
  });
  replace("torch._jit_internal", "createResolutionCallbackFromFrame", [log](const py::object& original) {
    return py::cpp_function(
        [log, original](int frames_up) {
          return log->noting_callback(original(frames_up), NameScope::of_frame(frames_up));
        },
        py::arg("frames_up") = 0);
  });
}

void WatchedCompiler::watch_compilations() {
  const auto log = log_;
  using Kind = Compilation::Kind;
  replace("torch._C", "_jit_script_compile", [log](const py::object& original) {
    return py::cpp_function([log, original](const std::string& name, const torch::jit::Def& definition,
                                            const py::object& callback, const py::object& defaults) {
      Compilation begun{.kind = Kind::function,
                        .qualified_name = name,
                        .in = log->asker(callback),
                        .defaults = defaults_from(defaults),
                        .trees = {definition.tree()},
                        .module_type = py::none()};
      return log->during({std::move(begun)}, [&] { return original(name, definition, callback, defaults); });
    });
  });
  replace("torch._C", "_jit_script_class_compile", [log](const py::object& original) {
    return py::cpp_function([log, original](const std::string& name, const torch::jit::ClassDef& definition,
                                            const py::object& defaults, const py::object& callback) {
      Compilation begun{.kind = Kind::class_type,
                        .qualified_name = name,
                        .in = log->asker(callback),
                        .trees = {definition.tree()},
                        .module_type = py::none()};
      for (const auto& [method, of_method] : py::reinterpret_borrow<py::dict>(defaults))
        for (auto& [argument, value] : defaults_from(py::reinterpret_borrow<py::object>(of_method)))
          begun.defaults.emplace_back(py::str(method).cast<std::string>() + "." + argument, value);
      return log->during({std::move(begun)}, [&] { return original(name, definition, defaults, callback); });
    });
  });
  replace("torch._C", "_jit_script_compile_overload", [log](const py::object& original) {
    return py::cpp_function([log, original](const py::args& arguments) {
      Compilation begun{.kind = Kind::overload,
                        .qualified_name = arguments[0].cast<std::string>(),
                        .trees = {arguments[2].cast<torch::jit::Def>().tree()},
                        .module_type = py::none()};
      return log->during({std::move(begun)}, [&] { return original(*arguments); });
    });
  });
  replace("torch.jit._recursive", "create_methods_and_properties_from_stubs", [log](const py::object& original) {
    return py::cpp_function(
        [log, original](const py::object& type, const py::object& methods, const py::object& properties) {
          const auto get_defaults = py::module_::import("torch.jit.frontend").attr("get_default_args");
          const auto class_name = py::str(type.attr("jit_type")).cast<std::string>();
          std::vector<Compilation> begun;
          for (const auto& stub : methods) {
            const py::object method = stub.attr("original_method");
            begun.push_back(
                {.kind = Kind::method,
                 .qualified_name = class_name + "." + stub.attr("def_").attr("name")().attr("name").cast<std::string>(),
                 .in = full_name(function_of(method)),
                 .defaults = defaults_from(get_defaults(method)),
                 .trees = {stub.attr("def_").cast<torch::jit::Def>().tree()},
                 .module_type = type});
          }
          if (begun.empty()) return original(type, methods, properties);
          return log->during(std::move(begun), [&] { return original(type, methods, properties); });
        });
  });
}

}  // namespace dy2stat::probes
