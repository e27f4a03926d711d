// Variables that have no value yet hold one that says so.
//
//     x = ag__.Undefined("x")
//     ag__.ld(x)         what x holds; raises as Python does where a variable without a value is read
//     ag__.ld_free(x)    the same in a function within the one that x belongs to
#include "ast/runtime/operators.hpp"

namespace dy2stat::ast {
namespace {

struct UndefinedObject {
  PyObject_HEAD PyObject* name;
};

void undefined_free(PyObject* self) {
  auto* type = Py_TYPE(self);
  Py_XDECREF(reinterpret_cast<UndefinedObject*>(self)->name);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* undefined_new(PyTypeObject* type, PyObject* arguments, PyObject*) {
  PyObject* name = nullptr;
  if (!PyArg_ParseTuple(arguments, "U", &name)) return nullptr;
  auto* made = type->tp_alloc(type, 0);
  if (made) reinterpret_cast<UndefinedObject*>(made)->name = share(name).release();
  return made;
}

PyObject* undefined_text(PyObject* self) {
  return PyUnicode_FromFormat("<%U has no value>", reinterpret_cast<UndefinedObject*>(self)->name);
}

PyType_Slot undefined_slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(undefined_free)},
                                 {Py_tp_new, reinterpret_cast<void*>(undefined_new)},
                                 {Py_tp_repr, reinterpret_cast<void*>(undefined_text)},
                                 {Py_tp_doc, const_cast<char*>("Undefined(name): what a variable holds before it is "
                                                               "assigned, and after `del`.")},
                                 {0, nullptr}};
PyType_Spec undefined_spec{"ag__.Undefined", sizeof(UndefinedObject), 0, Py_TPFLAGS_DEFAULT, undefined_slots};

PyTypeObject* undefined_type() {
  static auto* const type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&undefined_spec));
  return type;
}

// The words of the Python that runs.
constexpr const char* local_message = PY_VERSION_HEX >= 0x030b0000
                                          ? "cannot access local variable '%U' where it is not associated with a value"
                                          : "local variable '%U' referenced before assignment";
constexpr const char* free_message =
    PY_VERSION_HEX >= 0x030b0000
        ? "cannot access free variable '%U' where it is not associated with a value in enclosing scope"
        : "free variable '%U' referenced before assignment in enclosing scope";

PyObject* loaded(PyObject* value, PyObject* error, const char* message) {
  if (Py_TYPE(value) != undefined_type()) return share(value).release();
  PyErr_Format(error, message, reinterpret_cast<UndefinedObject*>(value)->name);
  return nullptr;
}

PyObject* ld(PyObject*, PyObject* value) {
  return loaded(value, PyExc_UnboundLocalError, local_message);
}
PyObject* ld_free(PyObject*, PyObject* value) {
  return loaded(value, PyExc_NameError, free_message);
}

}  // namespace

Owned undefined_class() {
  auto* type = undefined_type();
  if (!type) throw PythonRaised();
  return share(reinterpret_cast<PyObject*>(type));
}

PyMethodDef variable_operators[] = {{"ld", ld, METH_O, "ld(x): what the variable x holds."},
                                    {"ld_free", ld_free, METH_O, "ld_free(x): what x, of a function around, holds."},
                                    {nullptr, nullptr, 0, nullptr}};

}  // namespace dy2stat::ast
