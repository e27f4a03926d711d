// Short texts of Python objects.
#include "jit_probe/probes/python_text.hpp"

#include "jit_probe/probes/literals.hpp"

namespace dy2stat::probes {
namespace {

constexpr std::size_t longest_value = 60;

std::string text_or(const py::handle& object, const char* attribute, const char* otherwise) {
  const py::object value = py::getattr(object, attribute, py::none());
  return py::isinstance<py::str>(value) ? value.cast<std::string>() : otherwise;
}

std::string cut(std::string text) {
  if (text.size() > longest_value) text = text.substr(0, longest_value) + "...";
  return text;
}

bool is_plain_value(const py::handle& object) {
  return PyBool_Check(object.ptr()) || PyLong_CheckExact(object.ptr()) || PyFloat_CheckExact(object.ptr()) ||
         PyUnicode_CheckExact(object.ptr()) || PyComplex_CheckExact(object.ptr());
}

std::string described_tensor(const at::Tensor& tensor) {
  const auto dtype = py::str(py::cast(tensor).attr("dtype")).cast<std::string>();
  return "Tensor " + dtype.substr(dtype.find('.') + 1) + "[" + shape_text(tensor.sizes()) + "]";
}

}  // namespace

std::string full_name(const py::handle& object) {
  const auto module = text_or(object, "__module__", "");
  const auto name = text_or(object, "__qualname__", text_or(object, "__name__", "?").c_str());
  return module.empty() || module == "builtins" ? name : module + "." + name;
}

std::string describe(const py::handle& object) {
  if (object.is_none()) return "None";
  if (is_plain_value(object)) return text_or(py::type::of(object), "__name__", "?") + " " + cut(py::repr(object));
  if (THPVariable_Check(object.ptr())) return described_tensor(THPVariable_Unpack(object.ptr()));
  if (PyModule_Check(object.ptr())) return "module " + text_or(object, "__name__", "?");
  if (PyType_Check(object.ptr())) return "class " + full_name(object);
  if (PyFunction_Check(object.ptr())) return "function " + full_name(object);
  if (PyMethod_Check(object.ptr())) return "method " + full_name(object);
  if (PyCFunction_Check(object.ptr())) return "builtin function " + full_name(object);
  const auto type = full_name(py::type::of(object));
  return type.starts_with("typing.") ? cut(py::str(object)) : type;
}

py::object function_of(const py::object& callable) {
  return PyMethod_Check(callable.ptr()) ? py::reinterpret_borrow<py::object>(PyMethod_GET_FUNCTION(callable.ptr()))
                                        : callable;
}

}  // namespace dy2stat::probes
