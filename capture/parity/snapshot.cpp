// Makes snapshots of Python values.
#include "capture/parity/snapshot.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "capture/parity/tensor_text.hpp"

namespace dy2stat::parity {
namespace {

constexpr int deepest = 60;
constexpr int most_parts = 100'000;

at::Tensor dense_on_cpu(at::Tensor tensor) {
  tensor = tensor.detach();
  if (tensor.is_quantized()) tensor = tensor.dequantize();
  if (tensor.layout() != at::kStrided) tensor = tensor.to_dense();
  return tensor.resolve_conj().resolve_neg().cpu().contiguous();
}

std::string form_of(const at::Tensor& tensor) {
  if (tensor.is_meta()) return "meta";
  std::ostringstream text;
  text << tensor.layout();
  return text.str();
}

TensorSnapshot tensor_snapshot(const at::Tensor& tensor) {
  TensorSnapshot made;
  made.dtype = tensor.scalar_type();
  made.sizes = tensor.sizes().vec();
  if (tensor.layout() == at::kStrided) made.strides = tensor.strides().vec();
  made.form = form_of(tensor);
  made.requires_grad = tensor.requires_grad();
  if (tensor.is_meta()) return made;
  const auto dense = dense_on_cpu(tensor);
  made.data.assign(static_cast<const char*>(dense.data_ptr()), dense.nbytes());
  return made;
}

std::string text_of(py::handle value) {
  PyObject* encoded = PyUnicode_AsEncodedString(value.ptr(), "utf-8", "surrogatepass");
  if (!encoded) throw py::error_already_set();
  return py::reinterpret_steal<py::bytes>(encoded);
}

std::string repr_without_addresses(py::handle value) {
  static const std::regex address("0x[0-9a-fA-F]+");
  return std::regex_replace(text_of(py::repr(value)), address, "0x");
}

bool is_dataclass(py::handle value) {
  return py::hasattr(py::type::of(value), "__dataclass_fields__");
}

// An object that holds attributes and whose classes are all written in Python.
bool is_plain_object(py::handle value) {
  for (auto* type = Py_TYPE(value.ptr()); type != &PyBaseObject_Type; type = type->tp_base)
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) return false;
  return !PyType_Check(value.ptr()) && !PyCallable_Check(value.ptr()) && py::hasattr(value, "__dict__") &&
         !py::hasattr(value, "_c");  // what TorchScript holds in C++
}

class Maker {
 public:
  Snapshot make(py::handle value, int depth) {
    Snapshot made;
    made.type_name = py::str(py::type::of(value).attr("__name__"));
    if (depth > deepest || ++parts_ > most_parts) return left_out(std::move(made), "(nested too deeply or too large)");
    if (fill_plain(made, value)) return made;
    if (!open_.insert(value.ptr()).second) return left_out(std::move(made), "(refers to itself)");
    fill_container(made, value, depth);
    open_.erase(value.ptr());
    return made;
  }

 private:
  static Snapshot left_out(Snapshot made, const char* why) {
    made.kind = Kind::other;
    made.text = why;
    return made;
  }

  // Values without parts; false if `value` is none of them.
  static bool fill_plain(Snapshot& made, py::handle value) {
    PyObject* object = value.ptr();
    if (value.is_none()) {
      made.kind = Kind::none;
    } else if (THPVariable_Check(object)) {
      made.kind = Kind::tensor;
      made.tensor = tensor_snapshot(THPVariable_Unpack(object));
    } else if (PyBool_Check(object)) {
      made.kind = Kind::boolean;
      made.real = object == Py_True;
    } else if (PyLong_Check(object)) {
      made.kind = Kind::integer;
      made.text = text_of(py::str(py::int_(py::reinterpret_borrow<py::object>(value))));
    } else if (PyFloat_Check(object)) {
      made.kind = Kind::floating;
      made.real = PyFloat_AsDouble(object);
    } else if (PyComplex_Check(object)) {
      made.kind = Kind::complex;
      made.real = PyComplex_RealAsDouble(object);
      made.imaginary = PyComplex_ImagAsDouble(object);
    } else if (PyUnicode_Check(object)) {
      made.kind = Kind::text;
      made.text = text_of(value);
    } else if (PyBytes_Check(object)) {
      made.kind = Kind::bytes;
      made.text = py::reinterpret_borrow<py::bytes>(value);
    } else {
      return false;
    }
    return true;
  }

  void fill_container(Snapshot& made, py::handle value, int depth) {
    const auto add = [&](py::handle key, py::handle element) {
      made.keys.push_back(make(key, depth + 1));
      made.children.push_back(make(element, depth + 1));
    };
    PyObject* object = value.ptr();
    if (PyList_Check(object) || PyTuple_Check(object) || PyAnySet_Check(object)) {
      made.kind = PyList_Check(object) ? Kind::list : PyTuple_Check(object) ? Kind::tuple : Kind::set;
      for (auto element : value) made.children.push_back(make(element, depth + 1));
      if (made.kind == Kind::set)
        std::sort(made.children.begin(), made.children.end(),
                  [](const auto& left, const auto& right) { return brief(left) < brief(right); });
    } else if (PyDict_Check(object)) {
      made.kind = Kind::dict;
      for (auto item : value.attr("items")()) add(item[py::int_(0)], item[py::int_(1)]);
    } else if (is_dataclass(value) && !PyType_Check(object)) {
      made.kind = Kind::record;
      for (auto field : py::type::of(value).attr("__dataclass_fields__"))
        if (py::hasattr(value, field)) add(field, value.attr(field));
    } else if (is_plain_object(value)) {
      made.kind = Kind::record;
      const py::dict attributes = value.attr("__dict__");
      for (auto item : attributes) add(item.first, item.second);
    } else {
      made.kind = Kind::other;
      made.text = repr_without_addresses(value);
    }
  }

  std::set<PyObject*> open_;  // the containers that are being looked into
  int parts_ = 0;
};

void visit_tensors(py::handle value, const std::string& path, std::set<PyObject*>& seen,
                   const std::function<void(const at::Tensor&, const std::string&, py::handle)>& visit) {
  if (THPVariable_Check(value.ptr())) return visit(THPVariable_Unpack(value.ptr()), path, value);
  const bool sequence = PyList_Check(value.ptr()) || PyTuple_Check(value.ptr());
  const bool attributes = !sequence && !PyDict_Check(value.ptr()) && !PyType_Check(value.ptr()) &&
                          !PyCallable_Check(value.ptr()) && !PyModule_Check(value.ptr()) &&
                          py::hasattr(value, "__dict__");
  if (!sequence && !attributes && !PyDict_Check(value.ptr())) return;
  if (!seen.insert(value.ptr()).second) return;
  if (sequence) {
    int index = 0;
    for (auto element : value) visit_tensors(element, path + "[" + std::to_string(index++) + "]", seen, visit);
  } else if (attributes) {
    const py::dict fields = value.attr("__dict__");
    for (auto item : fields) visit_tensors(item.second, path + "." + text_of(py::str(item.first)), seen, visit);
  } else {
    const auto items = py::list(value.attr("items")());
    for (auto item : items) {
      const py::object key = item[py::int_(0)], element = item[py::int_(1)];
      visit_tensors(element, path + "[" + repr_without_addresses(key) + "]", seen, visit);
    }
  }
}

std::string joined(const Snapshot& snapshot, char open, char close) {
  std::string text(1, open);
  for (std::size_t i = 0; i < snapshot.children.size() && text.size() < 100; ++i) {
    if (i) text += ", ";
    if (i < snapshot.keys.size()) text += brief(snapshot.keys[i]) + ": ";
    text += brief(snapshot.children[i]);
  }
  return text + close;
}

std::string number_text(double number) {
  return text_of(py::repr(py::float_(number)));
}

}  // namespace

std::string_view name_of(Kind kind) {
  static constexpr std::string_view names[] = {"None",   "bool", "int",   "float", "complex", "str",    "bytes",
                                               "Tensor", "list", "tuple", "dict",  "set",     "object", "object"};
  return names[static_cast<int>(kind)];
}

Snapshot snapshot_of(py::handle value) {
  try {
    return Maker().make(value, 0);
  } catch (const std::exception&) {
    Snapshot made;
    made.kind = Kind::other;
    made.type_name = Py_TYPE(value.ptr())->tp_name;
    made.text = "(cannot be looked at)";
    return made;
  }
}

std::size_t fingerprint(const at::Tensor& tensor) {
  const auto mix = [](std::size_t seed, std::size_t more) { return seed * 0x9e3779b97f4a7c15 + more; };
  auto hash = mix(static_cast<std::size_t>(tensor.scalar_type()), tensor.requires_grad());
  for (auto size : tensor.sizes()) hash = mix(hash, static_cast<std::size_t>(size));
  if (tensor.is_meta()) return hash;
  const auto dense = dense_on_cpu(tensor);
  const std::string_view bytes(static_cast<const char*>(dense.data_ptr()), dense.nbytes());
  return mix(hash, std::hash<std::string_view>()(bytes));
}

void each_tensor(py::handle value, const std::string& path,
                 const std::function<void(const at::Tensor&, const std::string&, py::handle)>& visit) {
  std::set<PyObject*> seen;
  visit_tensors(value, path, seen, visit);
}

bool identical(const Snapshot& left, const Snapshot& right) {
  const auto same_double = [](double a, double b) { return a == b || (a != a && b != b); };
  const auto all = [](const auto& a, const auto& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), identical);
  };
  return left.kind == right.kind && left.type_name == right.type_name && left.text == right.text &&
         same_double(left.real, right.real) && same_double(left.imaginary, right.imaginary) &&
         left.tensor.dtype == right.tensor.dtype && left.tensor.sizes == right.tensor.sizes &&
         left.tensor.form == right.tensor.form && left.tensor.requires_grad == right.tensor.requires_grad &&
         left.tensor.data == right.tensor.data && all(left.keys, right.keys) && all(left.children, right.children);
}

std::string brief(const Snapshot& snapshot) {
  std::string text;
  switch (snapshot.kind) {
    case Kind::none:
      return "None";
    case Kind::boolean:
      return snapshot.real != 0 ? "True" : "False";
    case Kind::floating:
      return number_text(snapshot.real);
    case Kind::complex:
      return "(" + number_text(snapshot.real) + ", " + number_text(snapshot.imaginary) + "j)";
    case Kind::text:
      text = "'" + snapshot.text + "'";
      break;
    case Kind::bytes:
      text = "b'" + snapshot.text + "'";
      break;
    case Kind::tensor:
      return tensor_text(snapshot.tensor);
    case Kind::list:
      text = joined(snapshot, '[', ']');
      break;
    case Kind::tuple:
      text = joined(snapshot, '(', ')');
      break;
    case Kind::dict:
    case Kind::set:
      text = joined(snapshot, '{', '}');
      break;
    case Kind::record:
      text = snapshot.type_name + joined(snapshot, '(', ')');
      break;
    case Kind::integer:
    case Kind::other:
      text = snapshot.text;
      break;
  }
  return text.size() > 160 ? text.substr(0, 157) + "..." : text;
}

}  // namespace dy2stat::parity
