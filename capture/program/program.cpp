// Loading a program under test.
#include "capture/program/program.hpp"

#include <fstream>
#include <stdexcept>

#include "jit_probe/record/torch_version.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// The value of a target's expression, in which the names of its module and `torch` are known.
py::object evaluate(const std::string& expression, const py::object& module) {
  py::dict names(module.attr("__dict__").attr("copy")());
  names["torch"] = py::module_::import("torch");
  return py::module_::import("builtins").attr("eval")(expression, names);
}

void reset_seed() {
  py::module_::import("torch").attr("manual_seed")(0);
}

// An input set is a pair exactly if it is a 2-tuple of a tuple and a dict.
parity::InputSet input_set_from(const py::object& object) {
  if (!py::isinstance<py::tuple>(object)) return {py::make_tuple(object), py::dict()};
  const auto tuple = py::reinterpret_borrow<py::tuple>(object);
  if (tuple.size() == 2 && py::isinstance<py::tuple>(tuple[0]) && py::isinstance<py::dict>(tuple[1]))
    return {py::reinterpret_borrow<py::tuple>(tuple[0]), py::reinterpret_borrow<py::dict>(tuple[1])};
  return {tuple, py::dict()};
}

// A program that bears the name of a module which is imported already ("copy.py") would not be what is loaded.
void check_is_own(const CaseRequest& request, const py::object& module, const fs::path& folder) {
  const auto file = request.module + ".py";
  const py::object origin = py::getattr(module, "__file__", py::none());
  if (!request.files.contains(file) || (!origin.is_none() && origin.cast<std::string>() == folder / file)) return;
  throw std::invalid_argument("Python has a module '" + request.module + "' of its own, which hides " + file +
                              "; give the file another name");
}

py::object find_entry(const py::object& module, const std::string& entry) {
  py::object found = module;
  for (std::size_t start = 0; start <= entry.size();) {
    const auto dot = std::min(entry.find('.', start), entry.size());
    const auto name = entry.substr(start, dot - start);
    if (!py::hasattr(found, name.c_str()))
      throw std::invalid_argument("the program has no '" + entry + "'; define it, or name another entry");
    found = found.attr(name.c_str());
    start = dot + 1;
  }
  return found;
}

std::vector<parity::InputSet> input_sets(const CaseRequest& request, const py::object& module) {
  std::vector<parity::InputSet> inputs;
  reset_seed();
  if (!request.input_expressions.empty()) {
    for (const auto& expression : request.input_expressions)
      inputs.push_back(input_set_from(evaluate(expression, module)));
  } else if (py::hasattr(module, "inputs")) {
    for (const auto& item : module.attr("inputs")())
      inputs.push_back(input_set_from(py::reinterpret_borrow<py::object>(item)));
  } else if (request.calls) {
    inputs.push_back({py::tuple(), py::dict()});
  } else {
    throw std::invalid_argument("the program has no inputs(); define it, or give --input EXPRESSION");
  }
  if (inputs.empty()) throw std::invalid_argument("inputs() returned no input set; return at least one");
  return inputs;
}

// Makes the program's source known, which engines read: the program may delete its files.
void remember_source(const CaseRequest& request) {
  const py::dict cache = py::module_::import("linecache").attr("cache");
  for (const auto& [name, content] : request.files) {
    if (!name.ends_with(".py")) continue;
    const py::object text = py::reinterpret_steal<py::object>(
        PyUnicode_DecodeUTF8(content.data(), static_cast<Py_ssize_t>(content.size()), "replace"));
    const auto path = (fs::current_path() / name).string();
    // Without a time of modification linecache never looks whether the file is still there.
    cache[py::str(path)] = py::make_tuple(content.size(), py::none(), text.attr("splitlines")(true), path);
  }
}

// Below, what is only looked at is borrowed: in a forked child each object that is owned, if for a moment, costs the
// copy of a page, and there are thousands of modules.

// The keys of the entries for which `wanted(key, value)` holds, both borrowed.
template <typename Wanted>
std::vector<py::object> keys_where(const py::dict& dict, const Wanted& wanted) {
  std::vector<py::object> keys;
  PyObject *key = nullptr, *value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(dict.ptr(), &at, &key, &value);)
    if (wanted(key, value)) keys.push_back(py::reinterpret_borrow<py::object>(key));
  return keys;
}

bool starts_with(PyObject* text, std::string_view beginning) {
  Py_ssize_t size = 0;
  const char* bytes = text && PyUnicode_Check(text) ? PyUnicode_AsUTF8AndSize(text, &size) : nullptr;
  if (!bytes) PyErr_Clear();  // it is no text of UTF-8, and so no path below the folder
  return bytes && std::string_view(bytes, static_cast<std::size_t>(size)).starts_with(beginning);
}

bool comes_from_below(PyObject* module, std::string_view folder) {
  static PyObject* const name = PyUnicode_InternFromString("__file__");
  if (PyModule_Check(module)) return starts_with(PyDict_GetItem(PyModule_GetDict(module), name), folder);
  // A program may have put anything in its own place.
  const auto file = py::reinterpret_steal<py::object>(PyObject_GetAttr(module, name));
  if (!file) PyErr_Clear();
  return starts_with(file.ptr(), folder);
}

}  // namespace

std::string missing_packages(const CaseRequest& request) {
  const auto find = py::module_::import("importlib.util").attr("find_spec");
  for (const auto& package : request.required_packages) {
    const auto name = package.substr(0, package.find_first_of("<>=! "));
    const auto range = package.substr(name.size());
    if (find(name).is_none()) return "needs the package " + name + ", which is not installed beside this torch";
    if (range.empty()) continue;
    const auto version = py::module_::import("importlib.metadata").attr("version")(name).cast<std::string>();
    if (!TorchRange::parse(range).holds(TorchVersion::parse(version)))
      return "needs the package " + package + ", and " + version + " is installed beside this torch";
  }
  return {};
}

void enter_folder(const fs::path& folder, const CaseRequest& request) {
  fs::create_directories(folder);
  fs::current_path(folder);
  for (const auto& [name, content] : request.files) {
    if (const fs::path path(name); path.has_parent_path()) fs::create_directories(path.parent_path());
    std::ofstream file(name, std::ios::binary);
    if (!(file << content << std::flush)) throw std::runtime_error("cannot write " + name + " into " + folder.string());
  }
}

Program load_program(const CaseRequest& request) {
  Program program;
  program.instance = py::none();
  program.own_engines = request.own_engines;
  program.folder = fs::current_path();  // which the program may delete
  py::module_::import("sys").attr("path").attr("insert")(0, program.folder.string());
  // What Python remembers of this folder's files, if it was here before; of all others it stays true.
  py::module_::import("sys").attr("path_importer_cache").attr("pop")(program.folder.string(), py::none());
  remember_source(request);
  const py::object module = py::module_::import(request.module.c_str());
  check_is_own(request, module, program.folder);
  program.dynamic_shapes = py::getattr(module, "dynamic_shapes", py::none());
  py::object entry = find_entry(module, request.entry);
  const auto torch_module = py::module_::import("torch").attr("nn").attr("Module");
  if (PyType_Check(entry.ptr()) && PyObject_IsSubclass(entry.ptr(), torch_module.ptr()) == 1) {
    parity::InputSet arguments{py::tuple(), py::dict()};
    reset_seed();
    if (!request.init_expression.empty())
      arguments = input_set_from(evaluate(request.init_expression, module));
    else if (py::hasattr(module, "init"))
      arguments = input_set_from(module.attr("init")());
    reset_seed();
    entry = entry(*arguments.positional, **arguments.keywords);
  }
  program.entry = entry;
  if (py::isinstance(entry, torch_module))
    program.instance = entry;
  else if (py::hasattr(entry, "__self__") && py::isinstance(entry.attr("__self__"), torch_module))
    program.instance = entry.attr("__self__");
  program.inputs = input_sets(request, module);
  return program;
}

std::optional<SizedInput> bench_input(const CaseRequest& request, std::optional<int> size) {
  const auto module = py::module_::import(request.module.c_str());
  if (!py::hasattr(module, "bench_inputs") || !request.input_expressions.empty()) return std::nullopt;
  const py::object make = module.attr("bench_inputs");
  if (!size) {
    const py::list parameters =
        py::list(py::module_::import("inspect").attr("signature")(make).attr("parameters").attr("values")());
    const py::object otherwise = parameters.size() == 1 ? py::object(parameters[0].attr("default")) : py::none();
    if (!PyLong_Check(otherwise.ptr()))
      throw std::invalid_argument("bench_inputs must take one size with a default, as in bench_inputs(n=64)");
    size = otherwise.cast<int>();
  }
  reset_seed();
  return SizedInput{*size, input_set_from(make(*size))};
}

void forget_program(const fs::path& folder) {
  const auto below = folder.string() + "/";
  const py::module_ sys = py::module_::import("sys");
  const py::dict modules = sys.attr("modules"), lines = py::module_::import("linecache").attr("cache");
  for (const auto& name :
       keys_where(modules, [&](PyObject*, PyObject* module) { return comes_from_below(module, below); }))
    PyDict_DelItem(modules.ptr(), name.ptr());
  for (const auto& file : keys_where(lines, [&](PyObject*file, PyObject*) { return starts_with(file, below); }))
    PyDict_DelItem(lines.ptr(), file.ptr());
  const py::list path = sys.attr("path");
  for (auto i = PyList_GET_SIZE(path.ptr()); i-- > 0;)
    if (starts_with(PyList_GET_ITEM(path.ptr(), i), below)) PySequence_DelItem(path.ptr(), i);
}

}  // namespace dy2stat
