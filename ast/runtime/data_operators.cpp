// Lists and items.
//
//     ag__.new_list([a, b])                [a, b]
//     ag__.list_append(x.append, a)        x.append(a): looked up before a is computed, as Python does
//     ag__.list_pop(x.pop, k)              x.pop(k)
//     ag__.get_item(x, k)                  x[k]
//     ag__.set_item(value, x, k)           x[k] = value: Python computes the value first
//     ag__.slice_(a, b, c)                 a:b:c in a subscript
#include "ast/runtime/operators.hpp"

namespace dy2stat::ast {
namespace {

PyObject* new_list(PyObject*, PyObject* list) {
  return share(list).release();
}

PyObject* list_append(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return has_arguments("list_append", count, 2, 2) ? PyObject_CallOneArg(arguments[0], arguments[1]) : nullptr;
}

PyObject* list_pop(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("list_pop", count, 1, 2)) return nullptr;
  return count == 2 ? PyObject_CallOneArg(arguments[0], arguments[1]) : PyObject_CallNoArgs(arguments[0]);
}

PyObject* get_item(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return has_arguments("get_item", count, 2, 2) ? PyObject_GetItem(arguments[0], arguments[1]) : nullptr;
}

PyObject* set_item(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (!has_arguments("set_item", count, 3, 3)) return nullptr;
  if (PyObject_SetItem(arguments[1], arguments[2], arguments[0]) < 0) return nullptr;
  Py_RETURN_NONE;
}

PyObject* slice_(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return has_arguments("slice_", count, 3, 3) ? PySlice_New(arguments[0], arguments[1], arguments[2]) : nullptr;
}

}  // namespace

PyMethodDef data_operators[] = {{"new_list", new_list, METH_O, "new_list(items): a new list, which items is."},
                                fast_operator("list_append", list_append, "list_append(x.append, a): x.append(a)"),
                                fast_operator("list_pop", list_pop, "list_pop(x.pop, k): x.pop(k)"),
                                fast_operator("get_item", get_item, "get_item(x, k): x[k]"),
                                fast_operator("set_item", set_item, "set_item(value, x, k): x[k] = value"),
                                fast_operator("slice_", slice_, "slice_(a, b, c): a:b:c in a subscript"),
                                {nullptr, nullptr, 0, nullptr}};

}  // namespace dy2stat::ast
