// Engines by name, and what they share.
#include "capture/engines/engine.hpp"

#include <stdexcept>

namespace dy2stat {

std::unique_ptr<Engine> make_engine(std::string_view name) {
  if (name == "script") return make_script_engine();
  if (name == "trace") return make_trace_engine();
  throw std::invalid_argument("there is no engine '" + std::string(name) + "'");
}

std::optional<ModuleMethod> module_method(const py::object& entry) {
  if (!PyMethod_Check(entry.ptr())) return std::nullopt;
  const auto module = py::reinterpret_borrow<py::object>(PyMethod_GET_SELF(entry.ptr()));
  if (!py::isinstance(module, py::module_::import("torch").attr("nn").attr("Module"))) return std::nullopt;
  return ModuleMethod{module, entry.attr("__name__").cast<std::string>()};
}

}  // namespace dy2stat
