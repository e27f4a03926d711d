// Logic, conditional values and assertions. Operands that may not be needed are functions.
#include "ast/runtime/operators.hpp"

namespace dy2stat::ast {
namespace {

// and_ goes on while the value is true, or_ while it is false.
PyObject* join(const char* name, PyObject* const* arguments, Py_ssize_t count, bool while_true) {
  if (!has_arguments(name, count, 1, PY_SSIZE_T_MAX)) return nullptr;
  auto value = share(arguments[0]);
  for (Py_ssize_t k = 1; k < count; ++k) {
    const int truth = PyObject_IsTrue(value.get());
    if (truth < 0) return nullptr;
    if ((truth == 1) != while_true) break;
    value = Owned(PyObject_CallNoArgs(arguments[k]));
    if (!value) return nullptr;
  }
  return value.release();
}

PyObject* and_(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return join("and_", arguments, count, true);
}
PyObject* or_(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return join("or_", arguments, count, false);
}

PyObject* not_(PyObject*, PyObject* value) {
  const int truth = PyObject_IsTrue(value);
  return truth < 0 ? nullptr : PyBool_FromLong(!truth);
}

PyObject* if_exp(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("if_exp", count, 3, 3)) return nullptr;
  const int truth = PyObject_IsTrue(arguments[0]);
  return truth < 0 ? nullptr : PyObject_CallNoArgs(arguments[truth ? 1 : 2]);
}

PyObject* equal(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return has_arguments("eq", count, 2, 2) ? PyObject_RichCompare(arguments[0], arguments[1], Py_EQ) : nullptr;
}
PyObject* differ(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return has_arguments("not_eq", count, 2, 2) ? PyObject_RichCompare(arguments[0], arguments[1], Py_NE) : nullptr;
}

PyObject* assert_stmt(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("assert_stmt", count, 1, 2)) return nullptr;
  const int truth = PyObject_IsTrue(arguments[0]);
  if (truth < 0) return nullptr;
  if (truth) Py_RETURN_NONE;
  // An instance is made of the message: a tuple must not become several arguments.
  const Owned message(count == 2 ? PyObject_CallNoArgs(arguments[1]) : nullptr);
  if (count == 2 && !message) return nullptr;
  const Owned error(message ? PyObject_CallOneArg(PyExc_AssertionError, message.get())
                            : PyObject_CallNoArgs(PyExc_AssertionError));
  if (error) PyErr_SetObject(PyExc_AssertionError, error.get());
  return nullptr;
}

}  // namespace

PyMethodDef logical_operators[] = {
    fast_operator("and_", and_, "and_(a, b, …): a and b() and …"),
    fast_operator("or_", or_, "or_(a, b, …): a or b() or …"),
    {"not_", not_, METH_O, "not_(a): not a"},
    fast_operator("if_exp", if_exp, "if_exp(test, body, orelse): body() if test else orelse()"),
    fast_operator("eq", equal, "eq(a, b): a == b"),
    fast_operator("not_eq", differ, "not_eq(a, b): a != b"),
    fast_operator("assert_stmt", assert_stmt, "assert_stmt(test, message): assert test, message()"),
    {nullptr, nullptr, 0, nullptr}};

}  // namespace dy2stat::ast
