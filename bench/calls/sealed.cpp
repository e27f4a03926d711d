// Searching what a call is given.
#include "bench/calls/sealed.hpp"

#include <c10/core/impl/LocalDispatchKeySet.h>

#include "bench/calls/frames.hpp"
#include "bench/calls/function_mode.hpp"

namespace dy2stat::calls {
namespace {

// The module that a class says it is from, which its own dict holds; empty if it does not say.
std::string_view module_of(PyTypeObject* type) {
  static auto* key = PyUnicode_InternFromString("__module__");
  PyObject* name = type->tp_dict ? PyDict_GetItem(type->tp_dict, key) : nullptr;
  const char* text = name && PyUnicode_Check(name) ? PyUnicode_AsUTF8(name) : nullptr;
  if (!text) PyErr_Clear();
  return text ? text : "";
}

// Classes made in C are the interpreter's and torch's own. What pybind11 makes is left out: scripted modules call what
// their author had ignored.
bool is_class_of_torch(PyTypeObject* type) {
  if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) return true;
  const auto module = module_of(type);
  if (module == "torch._C") return false;
  return module == "torch" || module.starts_with("torch.") || module == "collections" || module == "dy2stat.calls";
}

// And all that it is derived from. Each class is kept alive, so that its address stays its own.
bool descends_from_torch_alone(PyTypeObject* type) {
  static auto& known = *new std::unordered_map<PyTypeObject*, bool>;
  if (const auto found = known.find(type); found != known.end()) return found->second;
  Py_INCREF(type);
  bool all = true;
  for (Py_ssize_t k = 0; type->tp_mro && k < PyTuple_GET_SIZE(type->tp_mro); ++k)
    all &= is_class_of_torch(reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(type->tp_mro, k)));
  return known[type] = all;
}

class Search {
 public:
  bool reaches(PyObject* object) {
    constexpr int most_objects = 1000, most_depth = 20;
    if (++seen_ > most_objects || depth_ >= most_depth) return true;
    if (is_plain(object)) return false;
    ++depth_;
    const bool found = searched(object);
    --depth_;
    return found;
  }

 private:
  // A tensor's attributes may be anything, and are nothing to torch.
  static bool is_plain(PyObject* object) {
    auto* type = reinterpret_cast<PyObject*>(Py_TYPE(object));
    const auto is = [type](PyTypeObject& of) { return type == reinterpret_cast<PyObject*>(&of); };
    return object == Py_None || is(PyBool_Type) || type == ParameterClass || type == THPVariableClass ||
           is(PyLong_Type) || is(PyFloat_Type) || is(PyUnicode_Type);
  }

  // The kinds that modules hold most of come first.
  bool searched(PyObject* object) {
    auto* type = Py_TYPE(object);
    if (PyDict_CheckExact(object) || PyODict_CheckExact(object)) return in_dict(object);
    if (PyTuple_CheckExact(object) || PyList_CheckExact(object)) return in_items(object);
    if (PyFunction_Check(object))
      return owner_of(reinterpret_cast<PyCodeObject*>(PyFunction_GET_CODE(object))) != Owner::torch;
    if (PyMethod_Check(object)) return reaches(PyMethod_GET_FUNCTION(object)) || reaches(PyMethod_GET_SELF(object));
    if (PyType_Check(object)) return !descends_from_torch_alone(reinterpret_cast<PyTypeObject*>(object));
    if (!descends_from_torch_alone(type)) return true;
    if (PyTuple_Check(object) || PyList_Check(object)) return in_items(object);
    if (PyDict_Check(object)) return in_dict(object);
    if (THPVariable_Check(object) || !(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) return is_container(object);
    return in_attributes(object);
  }

  // Of C's classes those that hold what is not looked into: sets, views, iterators, partial functions.
  static bool is_container(PyObject* object) {
    return !THPVariable_Check(object) && PyObject_IS_GC(object) && !PyAnySet_Check(object) &&
           !PyCFunction_Check(object) && !PyModule_Check(object);
  }

  bool in_items(PyObject* sequence) {
    for (Py_ssize_t k = 0; k < PySequence_Fast_GET_SIZE(sequence); ++k)
      if (reaches(PySequence_Fast_GET_ITEM(sequence, k))) return true;
    return false;
  }

  bool in_dict(PyObject* dict) {
    PyObject *key = nullptr, *value = nullptr;
    for (Py_ssize_t place = 0; PyDict_Next(dict, &place, &key, &value);)
      if (reaches(value)) return true;
    return false;
  }

  bool in_attributes(PyObject* object) {
    PyObject** dict = _PyObject_GetDictPtr(object);  // null: one of a class with slots
    return dict && *dict && in_dict(*dict);
  }

  int seen_ = 0, depth_ = 0;
};

// The dicts in which torch keeps the hooks of every module and optimiser.
std::vector<py::object> dicts_of_global_hooks() {
  std::vector<py::object> dicts;
  for (const char* holder : {"torch.nn.modules.module", "torch.optim.optimizer"}) {
    const py::dict members(py::module_::import(holder).attr("__dict__"));
    for (const auto& [name, value] : members)
      if (name.cast<std::string>().starts_with("_global_") && PyDict_Check(value.ptr()))
        dicts.push_back(py::reinterpret_borrow<py::object>(value));
  }
  return dicts;
}

}  // namespace

bool reaches_users_code(const Arguments& arguments) {
  Search search;
  const auto count = arguments.count + (arguments.names ? PyTuple_GET_SIZE(arguments.names) : 0);
  for (Py_ssize_t k = 0; k < count; ++k)
    if (search.reaches(arguments.values[k])) return true;
  return arguments.keywords && search.reaches(arguments.keywords);
}

bool anything_is_hooked() {
  static const auto& dicts = *new std::vector<py::object>(dicts_of_global_hooks());
  return c10::impl::tls_is_dispatch_key_included(c10::DispatchKey::Python) ||
         std::ranges::any_of(dicts, [](const py::object& dict) { return PyDict_Size(dict.ptr()) > 0; });
}

// A mode of the user's that lies above this project's has to be called.
Sealed::Sealed() {
  if (is_in_function_mode()) without_mode_.emplace();
  ++sealed_depth();
}

Sealed::~Sealed() {
  --sealed_depth();
}

}  // namespace dy2stat::calls
