// Owning handles to Python objects through CPython's C API alone, for the parts of ast/ that know no torch.
#pragma once

#include <Python.h>

#include <memory>

namespace dy2stat::ast {

struct Release {
  void operator()(PyObject* object) const { Py_DECREF(object); }
};
// Owns a reference; null where a call failed, with Python's error set. Borrowed objects are plain PyObject*.
using Owned = std::unique_ptr<PyObject, Release>;

inline Owned share(PyObject* borrowed) {
  Py_INCREF(borrowed);
  return Owned(borrowed);
}

// Python raised: its error is set, for whoever called from Python, or to be fetched.
struct PythonRaised {};

inline Owned required(PyObject* made) {
  if (!made) throw PythonRaised();
  return Owned(made);
}

}  // namespace dy2stat::ast
