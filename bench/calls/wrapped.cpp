// The type `dy2stat.calls.Wrapped`.
#include "bench/calls/wrapped.hpp"

#include <structmember.h>

#include "bench/calls/api_call.hpp"
#include "bench/calls/function_mode.hpp"
#include "bench/calls/hooks.hpp"
#include "bench/calls/module_names.hpp"
#include "bench/calls/sealed.hpp"

namespace dy2stat::calls {
namespace {

struct WrappedObject {
  PyObject_HEAD vectorcallfunc call;
  PyObject* original;
  PyObject* class_object;  // of a constructor
  std::string* name;
  WrappedKind kind;
  bool captures, may_seal, takes_gradients;
  Arena* of_arena;
  CallName known;
};

WrappedObject* wrapped(PyObject* object) {
  return reinterpret_cast<WrappedObject*>(object);
}

CallName name_of(WrappedObject& self, PyObject* object, Arena& arena) {
  if (self.kind == WrappedKind::module_call) return module_name(object, arena);
  if (self.of_arena != &arena) {
    self.of_arena = &arena;
    self.known = {arena.add_name(*self.name), 0};
    const auto place = defined_at(self.kind == WrappedKind::constructor ? reinterpret_cast<PyObject*>(Py_TYPE(object))
                                                                        : self.original);
    if (!place.empty() && place != *self.name) self.known.detail = arena.add_name(place);
  }
  return self.known;
}

// What calls code of the user's only if it is given some.
bool calls_what_it_is_given(WrappedKind kind, const std::string& name) {
  const auto is_of = [&](const char* module) { return name.starts_with(module); };
  return kind == WrappedKind::module_call || (kind == WrappedKind::method && is_of("torch.optim.")) ||
         (kind == WrappedKind::function && (is_of("torch.nn.functional.") || is_of("torch.nn.init.")));
}

// These call the user's code only from within the engine, which enters the mode again. Through the override protocol
// the mode would be asked for each tensor that they are given.
bool takes_gradients(const std::string& name) {
  return name == "torch.autograd.grad" || name == "torch.autograd.backward" || name == "torch.Tensor.backward";
}

PyObject* call_original(WrappedObject& self, PyObject* const* values, std::size_t count, PyObject* names, bool seals) {
  if (seals) {
    const Sealed sealed;
    return PyObject_Vectorcall(self.original, values, count, names);
  }
  if (self.kind == WrappedKind::module_call) {
    const OpenModules open(values[0]);
    return PyObject_Vectorcall(self.original, values, count, names);
  }
  if (self.takes_gradients) {
    const OutsideFunctionMode outside;
    return PyObject_Vectorcall(self.original, values, count, names);
  }
  if (self.captures) {
    const WithoutHooks hooks;
    return PyObject_Vectorcall(self.original, values, count, names);
  }
  return PyObject_Vectorcall(self.original, values, count, names);
}

PyObject* in_mode(PyObject* function, PyObject* const* values, std::size_t flags, PyObject* names) {
  const InFunctionMode mode;
  return PyObject_Vectorcall(function, values, flags, names);
}

// Vectorcall's flag is dropped: the callee may not write before the values where the caller keeps something.
PyObject* call(PyObject* object, PyObject* const* values, std::size_t flags, PyObject* names) {
  auto& self = *wrapped(object);
  const auto count = PyVectorcall_NARGS(flags);
  if (!attached()) return PyObject_Vectorcall(self.original, values, static_cast<std::size_t>(count), names);
  if (self.kind == WrappedKind::calls_back)
    return in_mode(self.original, values, static_cast<std::size_t>(count), names);
  if (sealed_depth() > 0) return PyObject_Vectorcall(self.original, values, static_cast<std::size_t>(count), names);
  const bool seals =
      self.may_seal && !anything_is_hooked() && !reaches_users_code(Arguments{values, count, names, nullptr});
  const auto original = [&] { return call_original(self, values, static_cast<std::size_t>(count), names, seals); };
  const bool has_self = self.kind != WrappedKind::function;
  if (has_self && count == 0) return original();
  if (self.kind == WrappedKind::constructor && reinterpret_cast<PyObject*>(Py_TYPE(values[0])) != self.class_object)
    return original();
  // A constructor's and a module's own object says nothing that the name does not.
  const bool leaves_self = self.kind == WrappedKind::constructor || self.kind == WrappedKind::module_call;
  const Arguments arguments{values + leaves_self, count - leaves_self, names, nullptr};
  return api_call(
      self.original, arguments, [&](Arena& arena) { return name_of(self, has_self ? values[0] : nullptr, arena); },
      original);
}

void deallocate(PyObject* object) {
  Py_XDECREF(wrapped(object)->original);
  Py_XDECREF(wrapped(object)->class_object);
  delete wrapped(object)->name;
  auto* type = Py_TYPE(object);
  type->tp_free(object);
  Py_DECREF(type);
}

PyObject* get_attribute(PyObject* object, PyObject* name) {
  const char* text = PyUnicode_AsUTF8(name);
  if (!text) return nullptr;
  if (std::string_view(text) == "__wrapped__") return Py_NewRef(wrapped(object)->original);
  if (std::string_view(text).starts_with("__reduce")) return PyObject_GenericGetAttr(object, name);
  return PyObject_GetAttr(wrapped(object)->original, name);
}

int set_attribute(PyObject* object, PyObject* name, PyObject* value) {
  return PyObject_SetAttr(wrapped(object)->original, name, value);
}

// Pickled by name, as a function is.
PyObject* reduce(PyObject* object, PyObject*) {
  return PyObject_GetAttrString(wrapped(object)->original, "__qualname__");
}

PyObject* bind(PyObject* object, PyObject* instance, PyObject*) {
  // Python's own functions become methods, C's do not.
  const bool binds = instance && instance != Py_None && !PyCFunction_Check(wrapped(object)->original);
  return binds ? PyMethod_New(object, instance) : Py_NewRef(object);
}

PyObject* represent(PyObject* object) {
  return PyObject_Repr(wrapped(object)->original);
}

Py_hash_t hash(PyObject* object) {
  return PyObject_Hash(wrapped(object)->original);
}

PyObject* compare(PyObject* object, PyObject* other, int operation) {
  if (Py_TYPE(other)->tp_dealloc == deallocate) other = wrapped(other)->original;
  return PyObject_RichCompare(wrapped(object)->original, other, operation);
}

PyMemberDef wrapped_members[] = {{"__vectorcalloffset__", T_PYSSIZET, offsetof(WrappedObject, call), READONLY, nullptr},
                                 {nullptr, 0, 0, 0, nullptr}};
PyMethodDef wrapped_methods[] = {{"__reduce__", reduce, METH_NOARGS, nullptr},
                                 {"__reduce_ex__", reduce, METH_O, nullptr},
                                 {nullptr, nullptr, 0, nullptr}};

// Where the original is a function of Python's, an attribute of the class that is called need not be bound first.
PyTypeObject* make_type(bool binds) {
  PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(deallocate)},
                         {Py_tp_call, reinterpret_cast<void*>(PyVectorcall_Call)},
                         {Py_tp_getattro, reinterpret_cast<void*>(get_attribute)},
                         {Py_tp_setattro, reinterpret_cast<void*>(set_attribute)},
                         {Py_tp_descr_get, reinterpret_cast<void*>(bind)},
                         {Py_tp_repr, reinterpret_cast<void*>(represent)},
                         {Py_tp_hash, reinterpret_cast<void*>(hash)},
                         {Py_tp_richcompare, reinterpret_cast<void*>(compare)},
                         {Py_tp_members, wrapped_members},
                         {Py_tp_methods, wrapped_methods},
                         {0, nullptr}};
  const auto binding = binds ? Py_TPFLAGS_METHOD_DESCRIPTOR : 0;
  PyType_Spec spec{"dy2stat.calls.Wrapped", sizeof(WrappedObject), 0,
                   static_cast<unsigned>(Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL | binding), slots};
  auto* type = PyType_FromSpec(&spec);
  if (!type) throw py::error_already_set();
  return reinterpret_cast<PyTypeObject*>(type);
}

}  // namespace

py::object make_wrapped(const py::object& original, WrappedKind kind, const std::string& name,
                        const py::object& of_class) {
  static auto *of_python = make_type(true), *of_c = make_type(false);
  auto* type = PyCFunction_Check(original.ptr()) ? of_c : of_python;
  auto* object = type->tp_alloc(type, 0);
  if (!object) throw py::error_already_set();
  auto& self = *wrapped(object);
  self.call = call;
  self.original = original.inc_ref().ptr();
  self.class_object = of_class.inc_ref().ptr();
  self.name = new std::string(name);
  self.kind = kind;
  self.captures = captures_programs(name);
  self.takes_gradients = takes_gradients(name);
  self.may_seal = calls_what_it_is_given(kind, name);
  return py::reinterpret_steal<py::object>(object);
}

std::string defined_at(const py::handle& object) {
  if (!PyFunction_Check(object.ptr()) && !PyType_Check(object.ptr())) return {};
  const auto module = py::getattr(object, "__module__", py::none()),
             name = py::getattr(object, "__qualname__", py::none());
  if (!PyUnicode_Check(module.ptr()) || !PyUnicode_Check(name.ptr())) return {};
  return module.cast<std::string>() + "." + name.cast<std::string>();
}

}  // namespace dy2stat::calls
