// Replacing attributes, and putting them back.
#include "bench/calls/hooks.hpp"

#include <array>

#include "bench/calls/frames.hpp"
#include "bench/calls/function_mode.hpp"
#include "bench/calls/type_slots.hpp"
#include "bench/calls/wrapped.hpp"

namespace dy2stat::calls {
namespace {

// An attribute that stands replaced.
struct Replaced {
  py::object holder;
  std::string name;
  py::object original, replacement;
};

std::vector<Replaced>& replaced() {
  static auto& all = *new std::vector<Replaced>;
  return all;
}

bool installed = false;

bool starts_with_any(const std::string& name, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](auto prefix) { return name.starts_with(prefix); });
}

// Machinery of torch that asks who calls it, or that is called before anything is known of the caller.
bool stays_as_it_is(const std::string& name) {
  return starts_with_any(
      name, {"torch.overrides.", "torch.jit.is_", "torch.fx.", "torch.package.", "torch.compiler.is_", "torch.library.",
             "torch.ops.", "torch.types.", "torch.version.", "torch.torch_version."});
}

// Classes of which neither constructors nor methods are replaced: a Tensor's methods reach the mode, and those of
// captured programs belong to the capturing.
bool class_stays_as_it_is(const std::string& name) {
  return name == "torch.Tensor" ||
         starts_with_any(name, {"torch.jit.", "torch.Tensor.", "torch.Storage", "torch.TypedStorage",
                                "torch.UntypedStorage", "torch.futures.", "torch.distributed."});
}

void replace(const py::object& holder, const std::string& name, const py::object& original,
             const py::object& replacement) {
  py::setattr(holder, name.c_str(), replacement);
  replaced().push_back({holder, name, original, replacement});
}

// The C functions that the override protocol says it does not reach.
py::set ignored_functions() {
  return py::set(py::module_::import("torch.overrides").attr("get_ignored_functions")());
}

bool is_hashable_in(const py::set& set, const py::object& object) {
  const int found = PySet_Contains(set.ptr(), object.ptr());
  if (found < 0) PyErr_Clear();
  return found > 0;
}

using Replacements = std::unordered_map<PyObject*, py::object>;

// The functions of public modules, under every public name that they have.
void replace_functions(Replacements& replacements) {
  const auto ignored = ignored_functions();
  for (const auto& [module_name, module] : public_names().modules()) {
    if (!PyModule_CheckExact(module.ptr()))
      continue;  // it decides itself what may be set, as torch's configurations do
    const py::dict members(module.attr("__dict__").attr("copy")());
    for (const auto& [key, value] : members) {
      const auto* name = public_names().name_of(value.ptr());
      const auto object = py::reinterpret_borrow<py::object>(value);
      if (!name || stays_as_it_is(*name)) continue;
      if (!PyFunction_Check(value.ptr()) && !(PyCFunction_Check(value.ptr()) && is_hashable_in(ignored, object)))
        continue;
      auto& replacement = replacements[value.ptr()];
      if (!replacement) replacement = make_wrapped(object, WrappedKind::function, *name);
      replace(module, key.cast<std::string>(), object, replacement);
    }
  }
}

void replace_in_class(const py::object& type, const std::string& class_name) {
  const py::dict members(type.attr("__dict__").attr("copy")());
  for (const auto& [key, value] : members) {
    const auto name = key.cast<std::string>();
    if (!PyFunction_Check(value.ptr()) || (name.starts_with("_") && name != "__init__")) continue;
    const auto object = py::reinterpret_borrow<py::object>(value);
    const bool is_constructor = name == "__init__";
    replace(type, name, object,
            make_wrapped(object, is_constructor ? WrappedKind::constructor : WrappedKind::method,
                         is_constructor ? class_name : class_name + "." + name, type));
  }
}

// Whether Python may set attributes of the class.
bool may_change(const py::object& type) {
  const auto flags = reinterpret_cast<PyTypeObject*>(type.ptr())->tp_flags;
  return (flags & Py_TPFLAGS_HEAPTYPE) && !(flags & Py_TPFLAGS_IMMUTABLETYPE);
}

void replace_classes() {
  for (const auto& named : public_names().all())
    if (PyType_Check(named.object.ptr()) && may_change(named.object) && !stays_as_it_is(named.name) &&
        !class_stays_as_it_is(named.name))
      replace_in_class(named.object, named.name);
}

void replace_one(const char* module, const char* holder, const char* attribute, WrappedKind kind, const char* name) {
  const py::object type = py::module_::import(module).attr(holder);
  const py::object original = type.attr(attribute);
  replace(type, attribute, original, make_wrapped(original, kind, name, type));
}

// The globals of the user's modules: what they imported by name before.
void replace_imported(const Replacements& replacements) {
  const py::dict imported = py::module_::import("sys").attr("modules").attr("copy")();
  for (const auto& [module_name, module] : imported) {
    if (!PyModule_CheckExact(module.ptr()) || is_installed_code(module)) continue;
    const py::dict members(module.attr("__dict__").attr("copy")());
    for (const auto& [key, value] : members) {
      const auto found = replacements.find(value.ptr());
      if (found == replacements.end()) continue;
      replace(py::reinterpret_borrow<py::object>(module), key.cast<std::string>(),
              py::reinterpret_borrow<py::object>(value), found->second);
    }
  }
}

// While an overridden function runs, torch leaves the mode: so the user's hooks and functions that backward calls would
// go unseen. The engine is a C object, and a namespace with the same functions stands in for it.
void replace_backward_engine() {
  const py::object variable = py::module_::import("torch").attr("autograd").attr("Variable");
  const py::object engine = variable.attr("_execution_engine");
  const py::object stand_in = py::module_::import("types").attr("SimpleNamespace")();
  for (const auto& name : py::list(py::module_::import("builtins").attr("dir")(engine)))
    if (const auto text = name.cast<std::string>(); !text.starts_with("__"))
      py::setattr(stand_in, name, engine.attr(name));
  stand_in.attr("run_backward") = make_wrapped(engine.attr("run_backward"), WrappedKind::calls_back, "");
  replace(variable, "_execution_engine", engine, stand_in);
}

}  // namespace

void install_hooks() {
  Replacements replacements;
  replace_functions(replacements);
  replace_classes();
  replace_one("torch.nn", "Module", "__call__", WrappedKind::module_call, "torch.nn.Module");
  replace_one("torch.jit", "ScriptFunction", "__call__", WrappedKind::method, "torch.jit.ScriptFunction");
  replace_one("torch", "Tensor", "backward", WrappedKind::method, "torch.Tensor.backward");
  replace_one("threading", "Thread", "_bootstrap_inner", WrappedKind::calls_back, "threading.Thread");
  replace_backward_engine();
  replace_imported(replacements);
  replace_type_slots();
  installed = true;
}

void remove_hooks() {
  restore_type_slots();
  // What the program itself replaced in the meantime stays.
  for (auto one = replaced().rbegin(); one != replaced().rend(); ++one) {
    const auto members = py::getattr(one->holder, "__dict__", py::none());
    if (members.is_none() || !members.contains(one->name)) continue;
    if (py::object(members[py::str(one->name)]).is(one->replacement))
      py::setattr(one->holder, one->name.c_str(), one->original);
  }
  replaced().clear();
  installed = false;
}

bool captures_programs(const std::string& name) {
  return starts_with_any(name,
                         {"torch.jit.script", "torch.jit.trace", "torch.jit.freeze", "torch.jit.optimize_for_inference",
                          "torch.compile", "torch.export.", "torch.onnx.", "torch.jit.load", "torch.jit.save"});
}

WithoutHooks::WithoutHooks() : were_installed_(installed) {
  if (were_installed_) remove_hooks();
}

WithoutHooks::~WithoutHooks() {
  const py::error_scope keep;
  if (were_installed_) install_hooks();
}

}  // namespace dy2stat::calls
