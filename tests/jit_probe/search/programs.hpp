// What the tests of the search are written with.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>

#include "jit_probe/search/input.hpp"

namespace dy2stat::search::test {

// The value of a Python expression in which `torch` and `nan` are known.
inline py::object evaluated(const std::string& expression) {
  py::dict names;
  names["torch"] = py::module_::import("torch");
  names["nan"] = py::float_(std::nan(""));
  return py::module_::import("builtins").attr("eval")(expression, names);
}

// Positional arguments, as a tuple's expression.
inline Input input_of(const std::string& tuple) {
  Input input;
  input.arguments = {py::reinterpret_borrow<py::tuple>(evaluated(tuple)), py::dict()};
  return input;
}

inline std::string shown(const py::object& value) {
  return py::repr(value).cast<std::string>();
}

}  // namespace dy2stat::search::test
