// Reading a function's cells and globals.
#include "jit_probe/probes/closure.hpp"

#include <set>

#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

Json cell_facts(const std::string& name, const py::handle& cell) {
  const auto content = py::reinterpret_steal<py::object>(PyCell_Get(cell.ptr()));
  return {{"name", name}, {"type", content ? describe(content) : ""}, {"empty", !content}};
}

Json globals_read(const py::object& function) {
  const py::dict globals = function.attr("__globals__");
  std::set<std::string> seen;
  Json names = Json::array();
  for (const auto& instruction : py::module_::import("dis").attr("get_instructions")(function)) {
    if (instruction.attr("opname").cast<std::string>() != "LOAD_GLOBAL") continue;
    const auto name = instruction.attr("argval").cast<std::string>();
    if (globals.contains(name.c_str()) && seen.insert(name).second) names.push_back(name);
  }
  return names;
}

}  // namespace

Json closure_facts(const py::object& function) {
  Json free_variables = Json::array();
  const py::tuple names = function.attr("__code__").attr("co_freevars");
  for (std::size_t index = 0; index < names.size(); ++index)
    free_variables.push_back(
        cell_facts(names[index].cast<std::string>(), py::tuple(function.attr("__closure__"))[index]));
  return {{"free_variables", free_variables}, {"globals", globals_read(function)}};
}

}  // namespace dy2stat::probes
