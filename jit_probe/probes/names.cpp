// Where names are looked up, in torch's own order.
#include "jit_probe/probes/names.hpp"

#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

py::module_ typing() {
  return py::module_::import("typing");
}

py::module_ builtins() {
  return py::module_::import("builtins");
}

bool holds(const py::object& names, const std::string& name) {
  if (py::isinstance<py::dict>(names)) return py::reinterpret_borrow<py::dict>(names).contains(name.c_str());
  return py::hasattr(names, name.c_str());
}

// The names of cells; an empty cell stands for a name all the same.
py::dict cells_of(const py::object& function) {
  py::dict cells;
  const py::object code = py::getattr(function, "__code__", py::none());
  if (code.is_none()) return cells;
  for (const auto& name : code.attr("co_freevars")) cells[name] = py::none();
  return cells;
}

py::object operator_name(const py::object& value) {
  // torch's table of operators lists classes such as Tensor too, which as annotations are types.
  if (!PyCallable_Check(value.ptr()) || PyType_Check(value.ptr())) return py::none();
  return py::module_::import("torch.jit._builtins").attr("_find_builtin")(value);
}

}  // namespace

Json to_json(const Name& name) {
  return {{"name", name.name},         {"how", name.how},   {"what", name.what},
          {"inferred", name.inferred}, {"line", name.line}, {"in", name.in}};
}

NameScope NameScope::of_function(const py::object& function) {
  NameScope scope;
  scope.in_ = full_name(function_of(function));
  scope.places_ = {{"closure", cells_of(function)},
                   {"global", py::getattr(function, "__globals__", py::dict())},
                   {"typing", typing()},
                   {"builtin", builtins()}};
  return scope;
}

NameScope NameScope::of_class(const py::object& type) {
  NameScope scope;
  scope.in_ = full_name(type);
  py::dict cells, globals;
  for (const auto& item : py::dict(type.attr("__dict__"))) {
    if (!PyFunction_Check(item.second.ptr())) continue;
    const auto method = py::reinterpret_borrow<py::object>(item.second);
    cells.attr("update")(cells_of(method));
    globals.attr("update")(method.attr("__globals__"));
  }
  scope.places_ = {{"closure", cells}, {"global", globals}, {"builtin", builtins()}};
  return scope;
}

NameScope NameScope::of_frame(int frames_up) {
  NameScope scope;
  const py::object frame = py::module_::import("sys").attr("_getframe")(frames_up);
  scope.in_ = "frame of " + frame.attr("f_code").attr("co_name").cast<std::string>();
  scope.places_ = {{"local", py::dict(frame.attr("f_locals"))},
                   {"global", py::dict(frame.attr("f_globals"))},
                   {"builtin", builtins()}};
  return scope;
}

Name NameScope::resolve(const std::string& name, const py::object& value) const {
  Name resolved{.name = name, .how = value.is_none() ? "not_found" : "typing", .what = "", .in = in_};
  // What torch finds in none of its places comes from a class's own annotations.
  // Annotations are asked for whole: "Optional[Tensor]" and "torch.Tensor" are found by their first identifier.
  const auto first = name.substr(0, name.find_first_of(".[( "));
  for (const auto& [how, names] : places_) {
    if (!holds(names, first)) continue;
    if (!value.is_none())
      resolved.how = how;
    else
      resolved.what = first == name ? std::string(how) + " None, which torch takes for a name that is not there"
                                    : std::string(how) + " '" + first + "' is there, but not all of the expression";
    break;
  }
  if (!value.is_none()) resolved.what = meaning(value);
  return resolved;
}

std::string meaning(const py::object& value) {
  const auto name = operator_name(value);
  return name.is_none() ? describe(value) : "operator " + py::str(name).cast<std::string>();
}

bool is_operator(const py::object& value) {
  return !operator_name(value).is_none();
}

}  // namespace dy2stat::probes
