// The tables of the operators, a file a subject. (An inner part of runtime.)
#pragma once

#include <initializer_list>

#include "ast/parse/python_object.hpp"

namespace dy2stat::ast {

extern PyMethodDef control_flow_operators[];  // if_stmt, while_stmt, for_stmt, until
extern PyMethodDef logical_operators[];       // if_exp, and_, or_, not_, eq, not_eq, assert_stmt
extern PyMethodDef data_operators[];          // lists and items
extern PyMethodDef call_operators[];          // converted_call
extern PyMethodDef variable_operators[];      // ld, ld_free, undefined

// Classes that lowered code makes instances of. Throw PythonRaised.
Owned undefined_class();
Owned function_scope_class();

// What all operators begin with: false, and Python's error set, unless there are so many arguments.
bool has_arguments(const char* name, Py_ssize_t count, Py_ssize_t least, Py_ssize_t most);

// Null, and Python's error kept, where the call raised.
inline bool ran(PyObject* result) {
  Py_XDECREF(result);
  return result != nullptr;
}

inline PyMethodDef fast_operator(const char* name, _PyCFunctionFast function, const char* about) {
  return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)), METH_FASTCALL, about};
}

}  // namespace dy2stat::ast
