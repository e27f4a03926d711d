// Finding a function's source.
#include "jit_probe/probes/source.hpp"

namespace dy2stat::probes {
namespace {

Json decorators_in(const py::str& source) {
  const auto ast = py::module_::import("ast");
  const py::object dedented = py::module_::import("textwrap").attr("dedent")(source);
  const py::list body = ast.attr("parse")(dedented).attr("body");
  Json decorators = Json::array();
  for (const auto& decorator : py::getattr(body[0], "decorator_list", py::list()))
    decorators.push_back(ast.attr("unparse")(decorator).cast<std::string>());
  return decorators;
}

}  // namespace

Json source_facts(const py::object& function, Blobs& blobs) {
  const auto inspect = py::module_::import("inspect");
  // TorchScript uses the same function of inspect, which follows __wrapped__.
  const py::tuple found = inspect.attr("getsourcelines")(function);
  const py::list lines = found[0];
  const auto first_line = found[1].cast<int>();
  const auto source = py::str("").attr("join")(lines).cast<py::str>();
  return {
      {"text", blobs.add_text(source.cast<std::string>())},
      {"file", blobs.shortened(inspect.attr("getsourcefile")(inspect.attr("unwrap")(function)).cast<std::string>())},
      {"first_line", first_line},
      {"last_line", first_line + static_cast<int>(lines.size()) - 1},
      {"decorators", decorators_in(source)},
      {"wrapped", py::hasattr(function, "__wrapped__")}};
}

}  // namespace dy2stat::probes
