// Lets the tests of parity write an eager program and a captured one side by side, in Python.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "capture/parity/observations.hpp"

namespace dy2stat::parity::test {

// The names that `source` defines; `torch` and `nn` are there already.
inline py::dict run_python(const std::string& source) {
  py::dict names;
  names["__name__"] = "program";
  py::module_::import("builtins").attr("exec")("import torch\nfrom torch import nn\n" + source, names);
  return names;
}

inline std::vector<InputSet> inputs_in(const py::dict& names) {
  std::vector<InputSet> inputs;
  for (auto item : names["inputs"]) inputs.push_back({py::reinterpret_borrow<py::tuple>(item), py::dict()});
  return inputs;
}

inline std::shared_ptr<Observations> observe_name(const py::dict& names, const char* name,
                                                  const Options& options = {}) {
  const py::object callable = names[name];
  const auto module = py::module_::import("torch").attr("nn").attr("Module");
  const py::object instance = py::isinstance(callable, module) ? callable : py::object(py::none());
  return observe({callable, instance}, inputs_in(names), options);
}

// Compares the life of `eager` with that of `captured` in the Python source, on its list `inputs` of tuples.
inline Comparison compare_programs(const std::string& source, const std::vector<Aspect>& cannot_have = {}) {
  const auto names = run_python(source);
  return compare(*observe_name(names, "eager"), *observe_name(names, "captured"), cannot_have);
}

// The differences of that severity as "aspect: place", in order and once each.
inline std::vector<std::string> found(const Comparison& comparison, Severity severity) {
  std::vector<std::string> texts;
  for (const auto& difference : comparison.differences)
    if (difference.severity == severity)
      texts.push_back(std::string(name_of(difference.aspect)) + ": " + difference.where);
  return texts;
}
inline std::vector<std::string> wrong(const Comparison& comparison) {
  return found(comparison, Severity::wrong);
}
inline std::vector<std::string> notes(const Comparison& comparison) {
  return found(comparison, Severity::note);
}

using Texts = std::vector<std::string>;

// These are the wrong differences and the notes, and there are no others.
inline void check(const Comparison& comparison, const Texts& expected_wrong, const Texts& expected_notes = {}) {
  BOOST_TEST(wrong(comparison) == expected_wrong, boost::test_tools::per_element());
  BOOST_TEST(notes(comparison) == expected_notes, boost::test_tools::per_element());
}

}  // namespace dy2stat::parity::test
