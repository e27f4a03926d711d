// Replacing slots of types.
#include "bench/calls/type_slots.hpp"

#include <set>

#include "bench/calls/api_call.hpp"
#include "bench/calls/function_mode.hpp"

namespace dy2stat::calls {
namespace {

// The slots of a type as they were. Kept for good: a subclass that is made meanwhile inherits what stands in the slots.
struct Originals {
  binaryfunc subscript = nullptr;
  objobjargproc assign_subscript = nullptr;
  newfunc construct = nullptr;
};

std::unordered_map<PyTypeObject*, Originals>& originals() {
  static auto& all = *new std::unordered_map<PyTypeObject*, Originals>;
  return all;
}

const Originals& originals_of(PyTypeObject* type) {
  for (; type; type = type->tp_base)
    if (const auto found = originals().find(type); found != originals().end()) return found->second;
  throw std::logic_error("a slot was replaced in a type that is not known");
}

NameId fixed_name(Arena& arena, const char* name) {
  PyObject* key = PyUnicode_InternFromString(name);
  const auto id = kept_name(key, arena, [&](PyObject*) { return std::string(name); });
  Py_DECREF(key);
  return id;
}

PyObject* subscript(PyObject* self, PyObject* index) {
  const auto original = originals_of(Py_TYPE(self)).subscript;
  PyObject* const given[] = {self, index};
  return api_call(
      self, {given, 2, nullptr, nullptr},
      [](Arena& arena) {
        return CallName{fixed_name(arena, "torch.Tensor.__getitem__"), 0};
      },
      [&] { return original(self, index); });
}

// `value` is null for `del x[0]`, which torch refuses.
int assign_subscript(PyObject* self, PyObject* index, PyObject* value) {
  const auto original = originals_of(Py_TYPE(self)).assign_subscript;
  if (!value) return original(self, index, value);
  PyObject* const given[] = {self, index, value};
  PyObject* result = api_call(
      self, {given, 3, nullptr, nullptr},
      [](Arena& arena) {
        return CallName{fixed_name(arena, "torch.Tensor.__setitem__"), 0};
      },
      [&]() -> PyObject* { return original(self, index, value) == 0 ? Py_NewRef(Py_None) : nullptr; });
  Py_XDECREF(result);
  return result ? 0 : -1;
}

NameId type_name(PyTypeObject* type, Arena& arena) {
  for (; type; type = type->tp_base)
    if (const auto* name = public_names().name_of(reinterpret_cast<PyObject*>(type)))
      return kept_name(reinterpret_cast<PyObject*>(type), arena, [&](PyObject*) { return *name; });
  return 0;
}

PyObject* construct(PyTypeObject* type, PyObject* positional, PyObject* keywords) {
  const auto original = originals_of(type).construct;
  return api_call(
      reinterpret_cast<PyObject*>(type),
      {PySequence_Fast_ITEMS(positional), PyTuple_GET_SIZE(positional), nullptr, keywords},
      [&](Arena& arena) {
        return CallName{type_name(type, arena), 0};
      },
      [&] { return original(type, positional, keywords); });
}

void replace_subscript(PyTypeObject* type) {
  auto* mapping = type->tp_as_mapping;
  // A class whose own Python method this is has it called by torch.
  if (!mapping || mapping->mp_subscript == subscript || PyDict_GetItemString(type->tp_dict, "__getitem__")) return;
  auto& kept = originals()[type];
  kept.subscript = std::exchange(mapping->mp_subscript, subscript);
  kept.assign_subscript = std::exchange(mapping->mp_ass_subscript, assign_subscript);
}

void replace_construct(PyTypeObject* type) {
  if (type->tp_new != construct) originals()[type].construct = std::exchange(type->tp_new, construct);
}

void for_subclasses(const py::object& type, const std::function<void(PyTypeObject*)>& act) {
  act(reinterpret_cast<PyTypeObject*>(type.ptr()));
  for (const auto& below : py::list(type.attr("__subclasses__")()))
    for_subclasses(py::reinterpret_borrow<py::object>(below), act);
}

}  // namespace

void replace_type_slots() {
  const auto torch = py::module_::import("torch");
  const py::object tensor = torch.attr("Tensor");
  for_subclasses(tensor, replace_subscript);
  replace_construct(reinterpret_cast<PyTypeObject*>(tensor.ptr()));
  replace_construct(reinterpret_cast<PyTypeObject*>(torch.attr("Generator").ptr()));
  for (const auto& type : py::set(torch.attr("_tensor_classes")))
    replace_construct(reinterpret_cast<PyTypeObject*>(type.ptr()));
}

void restore_type_slots() {
  for (auto& [type, kept] : originals()) {
    if (kept.subscript && type->tp_as_mapping->mp_subscript == subscript) {
      type->tp_as_mapping->mp_subscript = kept.subscript;
      type->tp_as_mapping->mp_ass_subscript = kept.assign_subscript;
    }
    if (kept.construct && type->tp_new == construct) type->tp_new = kept.construct;
  }
}

}  // namespace dy2stat::calls
