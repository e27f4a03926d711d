// if, while and for, whose bodies are functions.
//
//     ag__.if_stmt(test, body, orelse, get_state, set_state, names, outputs)
//     ag__.while_stmt(test, body, get_state, set_state, names, options)
//     ag__.for_stmt(iterable, extra_test, body, get_state, set_state, names, options)
//
// The bodies share their variables with the function around by `nonlocal`. get_state() returns the values of those
// named by `names`, set_state(values) assigns them: both are for conditions that are not known when the code runs, and
// a plain value needs neither. extra_test is None, or says before each round whether there shall be one.
#include <cstddef>

#include "ast/runtime/operators.hpp"

namespace dy2stat::ast {
namespace {

// 1, 0, or -1 with Python's error set.
int truth_of_call(PyObject* function) {
  const Owned value(PyObject_CallNoArgs(function));
  return value ? PyObject_IsTrue(value.get()) : -1;
}

PyObject* if_stmt(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("if_stmt", count, 7, 7)) return nullptr;
  const int truth = PyObject_IsTrue(arguments[0]);
  if (truth < 0 || !ran(PyObject_CallNoArgs(arguments[truth ? 1 : 2]))) return nullptr;
  Py_RETURN_NONE;
}

PyObject* while_stmt(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("while_stmt", count, 6, 6)) return nullptr;
  int truth = 0;
  while ((truth = truth_of_call(arguments[0])) > 0)
    if (!ran(PyObject_CallNoArgs(arguments[1]))) return nullptr;
  if (truth < 0) return nullptr;
  Py_RETURN_NONE;
}

PyObject* for_stmt(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("for_stmt", count, 7, 7)) return nullptr;
  const Owned items(PyObject_GetIter(arguments[0]));
  if (!items) return nullptr;
  for (;;) {
    const int goes_on = arguments[1] == Py_None ? 1 : truth_of_call(arguments[1]);
    if (goes_on < 0) return nullptr;
    const Owned item(goes_on ? PyIter_Next(items.get()) : nullptr);
    if (!item) break;
    if (!ran(PyObject_CallOneArg(arguments[2], item.get()))) return nullptr;
  }
  if (PyErr_Occurred()) return nullptr;
  Py_RETURN_NONE;
}

// An iterator that asks `stop` before each item, and asks for no further one once it says yes.
struct Until {
  PyObject_HEAD PyObject* items;
  PyObject* stop;
};

void until_free(PyObject* self) {
  auto* type = Py_TYPE(self);
  Py_XDECREF(reinterpret_cast<Until*>(self)->items);
  Py_XDECREF(reinterpret_cast<Until*>(self)->stop);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* until_next(PyObject* self) {
  auto* until = reinterpret_cast<Until*>(self);
  return truth_of_call(until->stop) == 0 ? PyIter_Next(until->items) : nullptr;
}

PyType_Slot until_slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(until_free)},
                             {Py_tp_iter, reinterpret_cast<void*>(PyObject_SelfIter)},
                             {Py_tp_iternext, reinterpret_cast<void*>(until_next)},
                             {0, nullptr}};
PyType_Spec until_spec{"ag__.until", sizeof(Until), 0, Py_TPFLAGS_DEFAULT, until_slots};

PyObject* until(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("until", count, 2, 2)) return nullptr;
  static auto* const type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&until_spec));
  if (!type) return nullptr;
  Owned items(PyObject_GetIter(arguments[0]));
  if (!items) return nullptr;
  auto* made = PyObject_New(Until, type);
  if (!made) return nullptr;
  made->items = items.release();
  made->stop = share(arguments[1]).release();
  return reinterpret_cast<PyObject*>(made);
}

}  // namespace

PyMethodDef control_flow_operators[] = {
    fast_operator("if_stmt", if_stmt, "if test: body() else: orelse()"),
    fast_operator("while_stmt", while_stmt, "while test(): body()"),
    fast_operator("for_stmt", for_stmt, "for item in iterable: body(item)"),
    fast_operator("until", until, "until(iterable, stop): its items, until stop() is true."),
    {nullptr, nullptr, 0, nullptr}};

}  // namespace dy2stat::ast
