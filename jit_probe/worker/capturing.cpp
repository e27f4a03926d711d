// Calls the engine, with Python's warnings recorded.
#include "jit_probe/worker/capturing.hpp"

#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/stopwatch.hpp"

namespace dy2stat {
namespace {

Json warnings_of(const py::list& caught) {
  Json warnings = Json::array();
  for (const auto& warning : caught)
    warnings.push_back(
        {{"message", json_from_bytes(without_folder(py::str(warning.attr("message")).cast<std::string>()))},
         {"where", without_folder(warning.attr("filename").cast<std::string>()) + ":" +
                       py::str(warning.attr("lineno")).cast<std::string>()}});
  return warnings;
}

}  // namespace

Artifact capture(const Program& program, Record& record) {
  const auto warnings = py::module_::import("warnings");
  py::object catching = warnings.attr("catch_warnings")(py::arg("record") = true);
  const py::list caught = catching.attr("__enter__")();
  warnings.attr("simplefilter")("always");
  const Stopwatch watch;
  const auto leave = [&] {
    record.seconds.capture = watch.seconds();
    catching.attr("__exit__")(py::none(), py::none(), py::none());
    if (caught.size() > 0) record.making["warnings"] = warnings_of(caught);
  };
  try {
    const auto& example = program.inputs.front();
    // A trace runs the program: the example is copied so that the input sets stay what they were.
    const py::object copied =
        py::module_::import("copy").attr("deepcopy")(py::make_tuple(example.positional, example.keywords));
    auto artifact = make_engine(record.engine)->capture(program.entry, copied[py::int_(0)], copied[py::int_(1)]);
    leave();
    return artifact;
  } catch (...) {
    leave();
    throw;
  }
}

}  // namespace dy2stat
