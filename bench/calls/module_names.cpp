// Paths of modules in modules.
#include "bench/calls/module_names.hpp"

#include <deque>

#include "bench/calls/function_mode.hpp"

namespace dy2stat::calls {
namespace {

std::vector<PyObject*>& open_modules() {
  thread_local std::vector<PyObject*> open;
  return open;
}

// The dict of a module's children, borrowed; null if it has none.
PyObject* children_of(PyObject* module) {
  PyObject** dict = _PyObject_GetDictPtr(module);
  PyObject* children = dict && *dict ? PyDict_GetItemString(*dict, "_modules") : nullptr;
  return children && PyDict_Check(children) ? children : nullptr;
}

// The path below `root`, breadth first; empty if it is not there.
std::string path_below(PyObject* root, PyObject* module) {
  constexpr std::size_t most_modules = 20'000;
  std::deque<std::pair<PyObject*, std::string>> left{{root, ""}};
  for (std::size_t seen = 0; !left.empty() && seen < most_modules; ++seen) {
    const auto [at, path] = left.front();
    left.pop_front();
    PyObject *key = nullptr, *child = nullptr;
    auto* children = children_of(at);
    for (Py_ssize_t place = 0; children && PyDict_Next(children, &place, &key, &child);) {
      const char* name = PyUnicode_AsUTF8(key);
      const auto below = (path.empty() ? "" : path + ".") + (name ? name : "?");
      if (child == module) return below;
      if (child != Py_None) left.emplace_back(child, below);
    }
  }
  return {};
}

std::string full_name(PyTypeObject* type) {
  const auto handle = py::handle(reinterpret_cast<PyObject*>(type));
  return py::str(handle.attr("__module__")).cast<std::string>() + "." +
         py::str(handle.attr("__qualname__")).cast<std::string>();
}

// What a class is called, once for all.
NameId public_class(PyTypeObject* type, Arena& arena) {
  return kept_name(reinterpret_cast<PyObject*>(type), arena, [](PyObject* of) {
    const py::tuple bases(py::handle(of).attr("__mro__"));
    for (const auto& base : bases)
      if (const auto* name = public_names().name_of(base.ptr())) return *name;
    return std::string("torch.nn.Module");
  });
}

struct Described {
  PyTypeObject* type;
  NameId detail;
};

// Paths that were found already, by the caller's module and the called one; what a pointer means may change, so an
// entry is believed only while the class is the same.
NameId detail_of(PyObject* module, Arena& arena) {
  static auto& known = *new std::map<std::tuple<Arena*, PyObject*, PyObject*>, Described>;
  constexpr std::size_t most_known = 100'000;
  auto* caller = open_modules().empty() ? nullptr : open_modules().back();
  const std::tuple key(&arena, caller, module);
  if (const auto found = known.find(key); found != known.end() && found->second.type == Py_TYPE(module))
    return found->second.detail;
  auto detail = full_name(Py_TYPE(module));
  if (const auto path = caller ? path_below(caller, module) : std::string(); !path.empty()) detail += " " + path;
  if (known.size() >= most_known) known.clear();
  const Described described{Py_TYPE(module), arena.add_name(detail)};
  known[key] = described;
  return described.detail;
}

}  // namespace

CallName module_name(PyObject* module, Arena& arena) {
  return {public_class(Py_TYPE(module), arena), detail_of(module, arena)};
}

OpenModules::OpenModules(PyObject* module) {
  open_modules().push_back(module);
}

OpenModules::~OpenModules() {
  open_modules().pop_back();
}

}  // namespace dy2stat::calls
