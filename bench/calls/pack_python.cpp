// Packing Python values.
#include "bench/calls/pack_python.hpp"

#include <torch/csrc/Device.h>
#include <torch/csrc/Dtype.h>
#include <torch/csrc/Layout.h>
#include <torch/csrc/MemoryFormat.h>

#include "bench/calls/pack_ivalue.hpp"

namespace dy2stat::calls {
namespace {

void pack_integer(Packer& packer, PyObject* value) {
  int overflow = 0;
  const auto number = PyLong_AsLongLongAndOverflow(value, &overflow);
  overflow ? packer.text("an integer beyond 64 bits") : packer.integer(number);
}

void pack_text(Packer& packer, PyObject* value) {
  Py_ssize_t length = 0;
  const char* text = PyUnicode_AsUTF8AndSize(value, &length);
  if (!text) PyErr_Clear();
  packer.text(text ? std::string_view(text, static_cast<std::size_t>(length)) : "text that is not Unicode");
}

void pack_items(Packer& packer, PyObject* value, Arena& arena, int depth) {
  const auto count = PySequence_Fast_GET_SIZE(value);
  const auto kept = packer.items(PyTuple_Check(value) ? Tag::tuple : Tag::list, static_cast<std::size_t>(count));
  for (std::uint32_t k = 0; k < kept && !packer.is_cut(); ++k)
    pack_python(packer, PySequence_Fast_GET_ITEM(value, k), arena, depth + 1);
}

void pack_dict(Packer& packer, PyObject* value, Arena& arena, int depth) {
  auto kept = packer.items(Tag::dict, static_cast<std::size_t>(PyDict_Size(value)));
  PyObject *key = nullptr, *item = nullptr;
  for (Py_ssize_t place = 0; kept > 0 && !packer.is_cut() && PyDict_Next(value, &place, &key, &item); --kept) {
    pack_python(packer, key, arena, depth + 1);
    pack_python(packer, item, arena, depth + 1);
  }
}

std::string class_name(PyObject* type) {
  return std::string("<") + reinterpret_cast<PyTypeObject*>(type)->tp_name + ">";
}

// Torch's constants, such as torch.float32: there is one object of each.
bool is_constant(PyObject* value) {
  return THPDtype_Check(value) || THPLayout_Check(value) || THPMemoryFormat_Check(value);
}

std::string constant_name(PyObject* value) {
  return py::str(py::handle(value)).cast<std::string>();
}

}  // namespace

void pack_python(Packer& packer, PyObject* value, Arena& arena, int depth) {
  if (value == Py_None) return packer.tag(Tag::none);
  if (value == Py_True || value == Py_False) return packer.tag(value == Py_True ? Tag::yes : Tag::no);
  if (THPVariable_Check(value)) return pack_tensor(packer, THPVariable_Unpack(value));
  if (PyLong_Check(value)) return pack_integer(packer, value);
  if (PyFloat_Check(value)) return packer.real(PyFloat_AS_DOUBLE(value));
  if (PyUnicode_Check(value)) return pack_text(packer, value);
  if (depth < most_depth) {
    if (PyTuple_Check(value) || PyList_Check(value)) return pack_items(packer, value, arena, depth);
    if (PyDict_Check(value)) return pack_dict(packer, value, arena, depth);
  }
  if (PyComplex_Check(value)) return packer.complex(PyComplex_RealAsDouble(value), PyComplex_ImagAsDouble(value));
  if (is_constant(value)) return packer.name(kept_name(value, arena, constant_name));
  if (THPDevice_Check(value)) return packer.text(reinterpret_cast<THPDevice*>(value)->device.str());
  packer.name(kept_name(reinterpret_cast<PyObject*>(Py_TYPE(value)), arena, class_name));
}

}  // namespace dy2stat::calls
