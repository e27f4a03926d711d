// The module of operators.
#include "ast/runtime/runtime.hpp"

#include "ast/runtime/operators.hpp"

namespace dy2stat::ast {
namespace {

void add_object(PyObject* module, const char* name, const Owned& object) {
  if (PyObject_SetAttrString(module, name, object.get()) < 0) throw PythonRaised();
}

Owned make_runtime_module() {
  auto module = required(PyModule_New("ag__"));
  for (auto* table : {control_flow_operators, logical_operators, data_operators, call_operators, variable_operators})
    if (PyModule_AddFunctions(module.get(), table) < 0) throw PythonRaised();
  add_object(module.get(), "Undefined", undefined_class());
  add_object(module.get(), "FunctionScope", function_scope_class());
  return module;
}

}  // namespace

bool has_arguments(const char* name, Py_ssize_t count, Py_ssize_t least, Py_ssize_t most) {
  if (count >= least && count <= most) return true;
  PyErr_Format(PyExc_TypeError, "ag__.%s was called with %zd arguments: the pass that wrote this is of another version",
               name, count);
  return false;
}

Owned runtime_module() {
  static PyObject* const module = make_runtime_module().release();
  return share(module);
}

}  // namespace dy2stat::ast
