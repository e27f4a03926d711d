// Loading a program under test.
#include "jit_probe/worker/program.hpp"

#include <filesystem>
#include <stdexcept>

#include "jit_probe/record/run_folder.hpp"

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
void check_is_own(const CaseRequest& request, const py::object& module) {
  const auto file = request.module + ".py";
  const py::object origin = py::getattr(module, "__file__", py::none());
  if (!request.files.contains(file) || (!origin.is_none() && origin.cast<std::string>() == fs::current_path() / file))
    return;
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
  } else {
    throw std::invalid_argument("the program has no inputs(); define it, or give --input EXPRESSION");
  }
  if (inputs.empty()) throw std::invalid_argument("inputs() returned no input set; return at least one");
  return inputs;
}

}  // namespace

std::string missing_packages(const CaseRequest& request) {
  const auto find = py::module_::import("importlib.util").attr("find_spec");
  for (const auto& package : request.required_packages) {
    const auto name = package.substr(0, package.find_first_of("<>=! "));
    if (find(name).is_none()) return "needs the package " + name + ", which is not installed beside this torch";
  }
  return {};
}

void write_files(const CaseRequest& request) {
  for (const auto& [name, content] : request.files) {
    const fs::path path(name);
    if (path.has_parent_path()) fs::create_directories(path.parent_path());
    write_atomically(path, content);
  }
}

Program load_program(const CaseRequest& request) {
  py::module_::import("sys").attr("path").attr("insert")(0, fs::current_path().string());
  py::module_::import("importlib").attr("invalidate_caches")();
  const py::object module = py::module_::import(request.module.c_str());
  check_is_own(request, module);
  Program program;
  program.instance = py::none();
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

}  // namespace dy2stat
