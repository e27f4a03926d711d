// What a trace specialised on, and what it turned into constants.
#include "jit_probe/probes/trace_making.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/probes/artifact.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::PythonProgram;

namespace {

Json constants_of(const PythonProgram& program, const py::tuple& inputs) {
  const auto traced =
      py::module_::import("torch.jit").attr("trace")(program["f"], inputs, py::arg("check_trace") = false);
  return probes::trace_constants(*probes::inlined_graph(traced, "forward"), program.folder());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trace_making_test)

BOOST_AUTO_TEST_CASE(what_the_program_writes_down_is_left_out) {
  const PythonProgram program(
      "def f(x):\n    return (x * 2).reshape(\n        2, -1\n    ).sum(dim=1).to(torch.float64)\n");
  BOOST_TEST(constants_of(program, py::make_tuple(tests::evaluate("torch.ones(2, 3)"))) == Json::array());
}

BOOST_AUTO_TEST_CASE(what_python_computed_is_listed_with_its_line) {
  const PythonProgram program(
      "scale = 2.5\n\ndef f(x):\n    y = x * scale\n    return y.view(int(x.shape[0]) * 2, -1) + y.sum().item()\n");
  const auto constants = constants_of(program, py::make_tuple(tests::evaluate("torch.ones(2, 4)")));
  BOOST_REQUIRE_GE(constants.size(), 2);
  BOOST_TEST(constants[0]["value"] == "tensor(Double[] = 2.5)");
  BOOST_TEST(constants[0]["operator"] == "aten::mul");
  BOOST_TEST(constants[0]["line"] == program.name() + ".py:6");
  BOOST_TEST(constants[constants.size() - 1]["value"] == "tensor(Double[] = 20)");
  BOOST_TEST(constants[constants.size() - 1]["line"] == program.name() + ".py:7");
}

BOOST_AUTO_TEST_CASE(tensors_closed_over_are_listed) {
  const PythonProgram program("weight = torch.ones(2)\n\ndef f(x):\n    return x * weight + weight\n");
  const auto constants = constants_of(program, py::make_tuple(tests::evaluate("torch.ones(2)")));
  BOOST_REQUIRE_EQUAL(constants.size(), 2);
  BOOST_TEST(constants[0]["value"] == "tensor(Float[2] = 1 1)");
  BOOST_TEST(constants[0]["count"] == 1);
}

BOOST_AUTO_TEST_CASE(constants_of_submodules_are_listed_with_the_line_that_calls_them) {
  const PythonProgram program(R"(
class Inner(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rate = 0.5
    def forward(self, x):
        return x * self.rate
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.drop = torch.nn.Softmax(dim=1)
    def forward(self, x):
        return self.drop(self.inner(x))
f = Net()
)");
  const auto constants = constants_of(program, py::make_tuple(tests::evaluate("torch.ones(2, 2)")));
  BOOST_REQUIRE_EQUAL(constants.size(), 2);
  BOOST_TEST(constants[0]["value"] == "tensor(Double[] = 0.5)");
  BOOST_TEST(constants[0]["line"] == program.name() + ".py:9");
  BOOST_TEST(constants[1]["operator"] == "aten::softmax");
  BOOST_TEST(constants[1]["line"] == program.name() + ".py:16");
}

BOOST_AUTO_TEST_CASE(inputs_are_named_by_their_types) {
  py::dict keywords;
  keywords["scale"] = 2;
  const auto inputs = probes::trace_inputs(
      py::make_tuple(tests::evaluate("torch.ones(2, 3)"), tests::evaluate("(torch.ones(1), [torch.ones(2).int()])")),
      keywords);
  BOOST_TEST(inputs == Json::array({"Tensor float32[2, 3]", "(Tensor float32[1], [Tensor int32[2]])", "scale: int 2"}));
}

BOOST_AUTO_TEST_SUITE_END()
