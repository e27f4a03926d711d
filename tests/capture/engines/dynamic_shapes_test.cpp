// Engines that understand dynamic_shapes() capture for sizes that the example does not have.
#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/capture/engines/net_program.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;
using dy2stat::tests::sum_of;

namespace {

const std::string dynamic_programs = R"(
def f(x, more):
    return (x + more[0].sum()) * x.shape[0]
class Net(torch.nn.Module):
    def forward(self, x, more):
        return f(x, more)
net = Net()
def fixed(x):
    return x.reshape(2, 3) * 2
def by_name():
    rows = torch.export.Dim("rows")
    return {"x": {0: rows, 1: None}, "more": [(torch.export.Dim.DYNAMIC,)]}
def by_place():
    return {0: torch.export.Dim("rows")}, [(torch.export.Dim.DYNAMIC,)]
def rows_vary():
    return ({0: torch.export.Dim("rows")},)
def fails():
    raise ValueError("no shapes")
)";

bool has_dynamic_shapes() {
  return why_unavailable("export", DY2STAT_TORCH).empty() && py::hasattr(py::module_::import("torch.export"), "Dim");
}

Artifact captured(const char* engine, const py::object& entry, const py::object& shapes, const py::tuple& example) {
  EngineNeeds needs;
  needs.dynamic_shapes = shapes;
  return make_engine(engine, needs)->capture(entry, example, py::dict());
}

py::tuple of_rows(int rows) {
  const auto size = std::to_string(rows);
  return evaluate("(torch.ones(" + size + ", 3), [torch.ones(" + size + " + 1)])");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_shapes_test)

BOOST_AUTO_TEST_CASE(other_sizes_are_answered_by_what_was_captured) {
  if (!has_dynamic_shapes()) return;
  for (const auto* engine : {"export", "export[strict]"}) {
    const PythonProgram program(dynamic_programs);
    const auto by_name = captured(engine, program["f"], program["by_name"], of_rows(2));
    BOOST_TEST(sum_of(by_name.callable(*of_rows(5))) == 5 * 3 * (1 + 6) * 5);
    const auto by_place = captured(engine, program["net"], program["by_place"], of_rows(2));
    BOOST_TEST(sum_of(by_place.callable(*of_rows(5))) == 5 * 3 * (1 + 6) * 5);
    const auto without = captured(engine, program["net"], py::none(), of_rows(2));
    BOOST_CHECK_THROW(without.callable(*of_rows(5)), py::error_already_set);
  }
}

BOOST_AUTO_TEST_CASE(dynamo_compiles_once_for_all_sizes_that_vary) {
  if (!has_dynamic_shapes()) return;
  for (const bool is_given : {true, false}) {
    const PythonProgram program(dynamic_programs);
    const auto shapes = is_given ? program["by_name"] : py::object(py::none());
    const auto artifact = captured("dynamo", program["f"], shapes, of_rows(2));
    for (int rows : {2, 3, 4}) BOOST_TEST(sum_of(artifact.callable(*of_rows(rows))) == rows * 3 * (2 + rows) * rows);
    // Without, the second size that dynamo meets makes it compile again, for all.
    BOOST_TEST(py::len(artifact.product) == (is_given ? 1 : 2));
    BOOST_CHECK_THROW(artifact.callable(1, 2, 3, 4), py::error_already_set);
    py::module_::import("torch._dynamo").attr("reset")();
  }
}

BOOST_AUTO_TEST_CASE(a_size_that_the_program_fixes_is_refused_by_export) {
  if (!has_dynamic_shapes()) return;
  const PythonProgram program(dynamic_programs);
  BOOST_CHECK_EXCEPTION(captured("export", program["fixed"], program["rows_vary"], evaluate("(torch.ones(2, 3),)")),
                        py::error_already_set,
                        [](const auto& error) { return std::string(error.what()).find("rows") != std::string::npos; });
}

BOOST_AUTO_TEST_CASE(what_dynamic_shapes_raises_is_raised_by_the_capture) {
  if (!has_dynamic_shapes()) return;
  const PythonProgram program(dynamic_programs);
  for (const auto* engine : {"export", "dynamo"})
    BOOST_CHECK_EXCEPTION(
        captured(engine, program["f"], program["fails"], of_rows(2)), py::error_already_set,
        [](const auto& error) { return std::string(error.what()).find("no shapes") != std::string::npos; });
}

BOOST_AUTO_TEST_SUITE_END()
