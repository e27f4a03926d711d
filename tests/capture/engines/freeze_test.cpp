// freeze captures modules and their methods in evaluation mode, and refuses functions with torch's own words.
#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/capture/engines/net_program.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::net_program;
using dy2stat::tests::PythonProgram;
using dy2stat::tests::sum_of;

namespace {

const std::string freeze_programs = net_program + R"(
class Dropped(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dropout = torch.nn.Dropout(0.9)
    def forward(self, x):
        return self.dropout(x) + (1 if self.training else 0)
dropped = Dropped()
scripted = torch.jit.script(Dropped())
def plain(x):
    return x * 2
)";

Artifact by_freeze(const py::object& entry) {
  return make_engine("freeze")->capture(entry, py::make_tuple(evaluate("torch.ones(2)")), py::dict());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(freeze_test)

BOOST_AUTO_TEST_CASE(modules_and_methods_are_captured_without_their_parameters) {
  const PythonProgram program(freeze_programs);
  const auto ones = evaluate("torch.ones(2)");
  for (const auto* entry : {"net", "forward", "scaled"}) {
    const auto artifact = by_freeze(program[entry]);
    const bool is_method = std::string(entry) == "scaled";
    BOOST_TEST(artifact.method == (is_method ? "scaled" : "forward"));
    BOOST_TEST(sum_of(artifact.callable(ones)) == (is_method ? 6 : 8));
    BOOST_TEST(py::len(py::list(artifact.instance.attr("parameters")())) == 0);
    BOOST_TEST(py::len(py::list(artifact.product.attr("parameters")())) == 1);
  }
  BOOST_TEST(make_engine("freeze")->cannot_have() == std::vector<std::string>{"gradients"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_saved_is_the_frozen_module_before_it_was_optimised) {
  const PythonProgram program(net_program);
  const auto artifact = by_freeze(program["net"]);
  BOOST_TEST(artifact.archived().is(artifact.saved));
  BOOST_TEST(!artifact.archived().is(artifact.script));
  BOOST_TEST(sum_of(artifact.saved(evaluate("torch.ones(2)"))) == 8);
}

BOOST_AUTO_TEST_CASE(a_module_in_training_mode_is_captured_in_evaluation_mode_and_stays_as_it_is) {
  const PythonProgram program(freeze_programs);
  for (const auto* entry : {"dropped", "scripted"}) {
    const auto artifact = by_freeze(program[entry]);
    BOOST_TEST(sum_of(artifact.callable(evaluate("torch.ones(1000)"))) == 1000);
    BOOST_TEST_REQUIRE(artifact.notes.size() == 1);
    BOOST_TEST(artifact.notes[0] ==
               "captured in evaluation mode, as torch.jit.freeze takes no module in training mode");
    BOOST_TEST(program[entry].attr("training").cast<bool>());
  }
  program["dropped"].attr("eval")();
  BOOST_TEST(by_freeze(program["dropped"]).notes.empty());
}

BOOST_AUTO_TEST_CASE(a_function_is_refused_by_freeze_and_a_program_that_script_refuses_by_script) {
  const PythonProgram program(freeze_programs + "def lost(x):\n    return nowhere(x)\n");
  const auto says = [](const char* words) {
    return [words](const py::error_already_set& error) {
      return std::string(error.what()).find(words) != std::string::npos;
    };
  };
  BOOST_CHECK_EXCEPTION(by_freeze(program["plain"]), py::error_already_set,
                        says("Freezing expects a ScriptModule as input"));
  BOOST_CHECK_EXCEPTION(by_freeze(program["lost"]), py::error_already_set, says("undefined value nowhere"));
}

BOOST_AUTO_TEST_SUITE_END()
