// Collecting the constants of code objects.
#include "jit_probe/search/constants.hpp"

#include <algorithm>

namespace dy2stat::search {
namespace {

template <typename Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

void add_number(Constants& constants, double number) {
  add_once(constants.numbers, number);
}

void add_integer(Constants& constants, std::int64_t integer) {
  add_once(constants.integers, integer);
  add_number(constants, static_cast<double>(integer));
}

bool makes_arguments(const std::string& function) {
  return function == "inputs" || function == "init" || function == "bench_inputs" || function == "dynamic_shapes";
}

void add_constant(Constants& constants, py::handle value) {
  if (PyCode_Check(value.ptr())) {
    if (makes_arguments(value.attr("co_name").cast<std::string>())) return;
    for (auto inner : value.attr("co_consts")) add_constant(constants, inner);
  } else if (PyTuple_Check(value.ptr()) || PyAnySet_Check(value.ptr())) {
    for (auto inner : value) add_constant(constants, inner);
  } else if (PyLong_CheckExact(value.ptr())) {
    int overflow = 0;
    const auto integer = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
    if (overflow == 0) add_integer(constants, integer);
  } else if (PyFloat_CheckExact(value.ptr())) {
    add_number(constants, PyFloat_AS_DOUBLE(value.ptr()));
  } else if (PyUnicode_CheckExact(value.ptr()) && py::len(value) <= 40) {
    add_once(constants.texts, value.cast<std::string>());
  }
}

}  // namespace

Constants constants_in(const std::map<std::string, std::string>& files) {
  Constants constants;
  for (const int common : {0, 1, -1, 2}) add_integer(constants, common);
  add_number(constants, 0.5);
  const auto compile = py::module_::import("builtins").attr("compile");
  for (const auto& [name, text] : files) {
    if (!name.ends_with(".py")) continue;
    try {
      add_constant(constants, compile(py::bytes(text), name, "exec"));
    } catch (py::error_already_set&) {
      // It is no Python of this version; nothing imports it either.
    }
  }
  return constants;
}

}  // namespace dy2stat::search
