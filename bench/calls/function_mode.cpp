// The mode's Python type.
#include "bench/calls/function_mode.hpp"

#include <ATen/PythonTorchFunctionTLS.h>
#include <torch/csrc/autograd/python_variable.h>
#include <torch/version.h>

#include "bench/calls/wrapped.hpp"

namespace dy2stat::calls {
namespace {

const PublicNames* names = nullptr;

// Attributes that are computed by an operator; to read any other is no call.
bool is_computed_attribute(const std::string& name) {
  static const std::set<std::string> computed{"T", "mT", "H", "mH", "real", "imag"};
  return computed.contains(name);
}

// "torch.ops.aten.add.Tensor": the name of an operator as torch.ops has it; empty for anything else.
std::string operator_name(PyObject* function) {
  const std::string type = Py_TYPE(function)->tp_name;
  if (type.find("OpOverload") == std::string::npos) return {};
  return "torch.ops." + py::str(py::handle(function)).cast<std::string>();
}

std::string name_of_function(PyObject* function) {
  if (const auto* name = public_names().name_of(function)) return *name;
  const std::string_view type = Py_TYPE(function)->tp_name;
  if (type == "method-wrapper") {  // the getter of an attribute
    const auto attribute = py::handle(function).attr("__self__").attr("__name__").cast<std::string>();
    return is_computed_attribute(attribute) ? "torch.Tensor." + attribute : std::string();
  }
  return operator_name(function);
}

// Getters are made anew for each call; what they are of is not.
PyObject* identity_of(PyObject* function) {
  if (std::string_view(Py_TYPE(function)->tp_name) != "method-wrapper") return function;
  PyObject* of = PyObject_GetAttrString(function, "__self__");
  Py_XDECREF(of);  // the class keeps it
  if (!of) PyErr_Clear();
  return of ? of : function;
}

CallName call_name(PyObject* function, Arena& arena) {
  struct Kept {
    Arena* arena;
    CallName name;
  };
  static auto& known = *new std::unordered_map<PyObject*, Kept>;
  auto& found = known[identity_of(function)];
  if (found.arena == &arena) return found.name;
  if (!found.arena) Py_INCREF(identity_of(function));
  found = {&arena, {}};
  const auto name = name_of_function(function);
  if (name.empty()) return found.name;
  found.name.name = arena.add_name(name);
  if (const auto place = defined_at(function); !place.empty() && place != name)
    found.name.detail = arena.add_name(place);
  return found.name;
}

// __torch_function__(func, types, args=(), kwargs=None)
PyObject* torch_function(PyObject*, PyObject* const* given, Py_ssize_t count) {
  if (count < 2) return PyErr_Format(PyExc_TypeError, "__torch_function__ takes func, types, args and kwargs");
  PyObject* function = given[0];
  PyObject* empty = count > 2 ? nullptr : PyTuple_New(0);
  PyObject* positional = count > 2 ? given[2] : empty;
  PyObject* keywords = count > 3 && given[3] != Py_None ? given[3] : nullptr;
  const Arguments arguments{PySequence_Fast_ITEMS(positional), PyTuple_GET_SIZE(positional), nullptr, keywords};
  PyObject* result = api_call(
      function, arguments, [&](Arena& arena) { return call_name(function, arena); },
      [&] { return PyObject_Call(function, positional, keywords); });
  Py_XDECREF(empty);
  return result;
}

PyMethodDef mode_methods[] = {
    {"__torch_function__", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(torch_function)), METH_FASTCALL,
     "Records the call and makes it."},
    {nullptr, nullptr, 0, nullptr}};

py::object make_mode() {
  PyType_Slot slots[] = {{Py_tp_methods, mode_methods}, {0, nullptr}};
  PyType_Spec spec{"dy2stat.calls.FunctionMode", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};
  const auto type = py::reinterpret_steal<py::object>(PyType_FromSpec(&spec));
  if (!type) throw py::error_already_set();
  return type();
}

const py::object& mode() {
  static const auto* made = new py::object(make_mode());
  return *made;
}

using Modes = at::impl::PythonTorchFunctionTLS;

#if TORCH_VERSION_MAJOR >= 2
// What torch.overrides does, without the two microseconds.
void push_mode() {
  static const auto& held =
      *new std::shared_ptr<c10::SafePyObject>(new c10::SafePyObject(mode().inc_ref().ptr(), getPyInterpreter()));
  Modes::push_onto_stack(held);
}

void pop_mode() {
  Modes::pop_stack();
}
#else
// There a second mode, which belongs to torch.overrides, stands before the first one of the stack.
void push_mode() {
  static const auto& push = *new py::object(py::module_::import("torch.overrides").attr("_push_mode"));
  push(mode());
}

void pop_mode() {
  static const auto& pop = *new py::object(py::module_::import("torch.overrides").attr("_pop_mode"));
  pop();
}
#endif

}  // namespace

const PublicNames& public_names() {
  return *names;
}

void look_up_public_names() {
  const auto* fresh = new PublicNames;
  delete std::exchange(names, fresh);
}

void enter_function_mode() {
  push_mode();
}

void leave_function_mode() {
  if (is_in_function_mode()) pop_mode();
}

// Asked for at each wrapped call: the same through torch.overrides costs a microsecond.
bool is_in_function_mode() {
  const auto count = Modes::stack_len();
  return count > 0 && Modes::get_stack_at(count - 1)->ptr(getPyInterpreter()) == mode().ptr();
}

InFunctionMode::InFunctionMode() : entered_(!is_in_function_mode()) {
  if (entered_) push_mode();
}

InFunctionMode::~InFunctionMode() {
  const py::error_scope keep;
  if (entered_) leave_function_mode();
}

OutsideFunctionMode::OutsideFunctionMode() : left_(is_in_function_mode()) {
  if (left_) pop_mode();
}

OutsideFunctionMode::~OutsideFunctionMode() {
  const py::error_scope keep;
  if (left_ && attached()) push_mode();
}

}  // namespace dy2stat::calls
