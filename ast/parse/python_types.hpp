// The classes of CPython's module `ast`. (An inner part of from_python and to_python.)
#pragma once

#include <string>
#include <string_view>

#include "ast/parse/python_object.hpp"

namespace dy2stat::ast {

// The class that is called so, borrowed for ever; null if this Python has none.
inline PyTypeObject* type_named(std::string_view name) {
  static PyObject* const module = required(PyImport_ImportModule("ast")).release();
  auto* type = PyObject_GetAttrString(module, std::string(name).c_str());  // lives as long as the module
  if (!type) PyErr_Clear();
  return reinterpret_cast<PyTypeObject*>(type);
}

// Whether the class's `list`, _fields or _attributes, has the name.
inline bool has(PyTypeObject* type, const char* list, std::string_view name) {
  const auto fields = required(PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), list));
  const auto text = required(PyUnicode_FromStringAndSize(name.data(), static_cast<Py_ssize_t>(name.size())));
  return PySequence_Contains(fields.get(), text.get()) == 1;
}

}  // namespace dy2stat::ast
