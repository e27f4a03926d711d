// Calls, and the scope of a lowered function.
//
//     ag__.converted_call(f, (a, b), {"k": c})         f(a, b, k=c)
//     with ag__.FunctionScope("f") as fscope:
//         return fscope.ret(x)
//
// A scope makes the traceback of what leaves its function that of the user's code: a body that became a function of its
// own has a frame, and the frame around it no line of its own then.
#include "ast/runtime/operators.hpp"
#include "ast/runtime/user_traceback.hpp"

namespace dy2stat::ast {
namespace {

PyObject* converted_call(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("converted_call", count, 3, 3)) return nullptr;
  return PyObject_Call(arguments[0], arguments[1], arguments[2] == Py_None ? nullptr : arguments[2]);
}

struct FunctionScope {
  PyObject_HEAD PyObject* name;
};

void scope_free(PyObject* self) {
  auto* type = Py_TYPE(self);
  Py_XDECREF(reinterpret_cast<FunctionScope*>(self)->name);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* scope_new(PyTypeObject* type, PyObject* arguments, PyObject*) {
  PyObject* name = nullptr;
  if (!PyArg_ParseTuple(arguments, "U", &name)) return nullptr;
  auto* made = type->tp_alloc(type, 0);
  if (made) reinterpret_cast<FunctionScope*>(made)->name = share(name).release();
  return made;
}

PyObject* scope_enter(PyObject* self, PyObject*) {
  return share(self).release();
}

PyObject* scope_exit(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("FunctionScope.__exit__", count, 3, 3)) return nullptr;
  if (arguments[1] != Py_None && !show_user_code(arguments[1])) return nullptr;
  Py_RETURN_FALSE;
}

PyObject* scope_ret(PyObject*, PyObject* value) {
  return share(value).release();
}

PyObject* scope_text(PyObject* self) {
  return PyUnicode_FromFormat("<scope of %U>", reinterpret_cast<FunctionScope*>(self)->name);
}

PyMethodDef scope_methods[] = {{"__enter__", scope_enter, METH_NOARGS, "The scope."},
                               fast_operator("__exit__", scope_exit, "Keeps no exception back."),
                               {"ret", scope_ret, METH_O, "ret(value): the value that the function returns."},
                               {nullptr, nullptr, 0, nullptr}};

PyType_Slot scope_slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(scope_free)},
                             {Py_tp_new, reinterpret_cast<void*>(scope_new)},
                             {Py_tp_repr, reinterpret_cast<void*>(scope_text)},
                             {Py_tp_methods, scope_methods},
                             {0, nullptr}};
PyType_Spec scope_spec{"ag__.FunctionScope", sizeof(FunctionScope), 0, Py_TPFLAGS_DEFAULT, scope_slots};

}  // namespace

Owned function_scope_class() {
  static PyObject* const type = required(PyType_FromSpec(&scope_spec)).release();
  return share(type);
}

PyMethodDef call_operators[] = {fast_operator("converted_call", converted_call,
                                              "converted_call(f, positional, keywords): f(*positional, **keywords)"),
                                {nullptr, nullptr, 0, nullptr}};

}  // namespace dy2stat::ast
