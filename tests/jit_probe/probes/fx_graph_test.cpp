// What is recorded of an fx graph: canonical text, counts, nodes with their lines, constants and leaf modules.
#include "jit_probe/probes/fx_graph.hpp"

#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "jit_probe/probes/fx_making.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::blob_in;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

py::object traced_by_fx(const PythonProgram& program) {
  return make_engine("fx")->capture(program["f"], py::tuple(), py::dict()).product;
}

const char* const net = R"(
limit = 7
weight = torch.ones(2)
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2, 2)
        self.rate = 0.5
        self.bias = torch.nn.Parameter(torch.ones(2))
    def forward(self, x, scale=2.0):
        y = self.linear(x) * self.rate + 1
        y = y[:, :limit].clamp(min=-3, max=limit)
        return {"out": torch.cat([y, y], dim=1) * scale, "more": (y * weight + self.bias,)}
f = Net()
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(fx_graph_test)

BOOST_AUTO_TEST_CASE(the_canonical_text_names_values_by_what_made_them) {
  const PythonProgram program(net);
  BOOST_TEST(probes::fx_canonical_text(traced_by_fx(program)) ==
             "graph(%x, %scale = 2.0):\n"
             "  %linear = torch.nn.modules.linear.Linear[linear](%x)\n"
             "  %mul = operator.mul(%linear, 0.5)\n"
             "  %add = operator.add(%mul, 1)\n"
             "  %getitem = operator.getitem(%add, (slice(None, None, None), slice(None, 7, None)))\n"
             "  %clamp = Tensor.clamp(%getitem, min=-3, max=7)\n"
             "  %cat = torch.cat([%clamp, %clamp], dim=1)\n"
             "  %mul'2 = operator.mul(%cat, %scale)\n"
             "  %_tensor_constant0 = get_attr[_tensor_constant0]\n"
             "  %mul'3 = operator.mul(%clamp, %_tensor_constant0)\n"
             "  %bias = get_attr[bias]\n"
             "  %add'2 = operator.add(%mul'3, %bias)\n"
             "  return {'out': %mul'2, 'more': (%add'2,)}\n");
}

BOOST_AUTO_TEST_CASE(operators_are_counted_by_what_is_called) {
  const PythonProgram program(net);
  probes::Blobs blobs;
  const auto facts = probes::fx_graph_facts(traced_by_fx(program), blobs);
  BOOST_TEST(facts["nodes"] == 11);
  BOOST_TEST(facts["operators"]["operator.mul"] == 3);
  BOOST_TEST(facts["operators"]["Tensor.clamp"] == 1);
  BOOST_TEST(facts["operators"]["torch.nn.modules.linear.Linear"] == 1);
  BOOST_TEST(facts["operators"]["get_attr"] == 2);
  BOOST_TEST(facts["ifs"] == 0);
}

BOOST_AUTO_TEST_CASE(nodes_have_their_lines_and_arguments) {
  const PythonProgram program(net);
  probes::Blobs blobs;
  const auto table = probes::fx_node_table(traced_by_fx(program), program.folder(), blobs);
  BOOST_TEST(table[0] == (Json{{"op", "placeholder"},
                               {"name", "x"},
                               {"target", "x"},
                               {"args", "()"},
                               {"kwargs", "{}"},
                               {"type", ""},
                               {"line", ""}}));
  BOOST_TEST(table[6]["name"] == "clamp");
  BOOST_TEST(table[6]["args"] == "(getitem,)");
  BOOST_TEST(table[6]["kwargs"] == "{'min': -3, 'max': 7}");
  BOOST_TEST(table[6]["line"] == program.name() + ".py:14");
}

BOOST_AUTO_TEST_CASE(a_node_has_the_innermost_line_of_the_program) {
  const PythonProgram program("def inner(y):\n    return y * 2\n\ndef f(x):\n    return inner(x) + 1\n");
  probes::Blobs blobs;
  const auto table = probes::fx_node_table(traced_by_fx(program), program.folder(), blobs);
  BOOST_TEST(table[1]["line"] == program.name() + ".py:4");
  BOOST_TEST(table[2]["line"] == program.name() + ".py:7");
}

BOOST_AUTO_TEST_CASE(an_artifact_has_code_schema_and_state) {
  const PythonProgram program(net);
  probes::Blobs blobs({program.folder()});
  const auto traced = traced_by_fx(program);
  const auto facts = probes::graph_module_facts(traced, traced, program.folder(), blobs);
  const auto code = blob_in(blobs.frames(), facts["code"]["text"]["blob"].get<std::string>());
  BOOST_TEST(code.find("def forward(self, x, scale = 2.0):") != std::string::npos, code);
  BOOST_TEST(facts["schema"]["text"] == "forward(x, scale = 2.0)");
  BOOST_TEST(facts["parameters"].size() == 3);
  BOOST_TEST(facts["buffers"][0]["name"] == "_tensor_constant0");
  const auto ranges = blob_in(blobs.frames(), facts["source_ranges"]["blob"].get<std::string>());
  BOOST_TEST(ranges.find("1 operator.mul " + program.name() + ".py:13:0\n") != std::string::npos, ranges);
}

BOOST_AUTO_TEST_CASE(values_that_python_computed_are_constants_and_written_ones_are_not) {
  const PythonProgram program(net);
  const auto constants = probes::fx_constants(traced_by_fx(program), program.folder());
  BOOST_REQUIRE_EQUAL(constants.size(), 4);
  BOOST_TEST(constants[0]["value"] == "0.5");
  BOOST_TEST(constants[0]["operator"] == "operator.mul");
  BOOST_TEST(constants[0]["argument"] == "1");
  BOOST_TEST(constants[0]["line"] == program.name() + ".py:13");
  BOOST_TEST(constants[1]["value"] == "(slice(None, None, None), slice(None, 7, None))");
  BOOST_TEST(constants[2]["argument"] == "max");
  BOOST_TEST(constants[3]["argument"] == "_tensor_constant0");
  BOOST_TEST(constants[3]["value"] == "tensor(Float[2] = 1 1)");
}

BOOST_AUTO_TEST_CASE(modules_that_are_called_as_they_are_are_listed) {
  const PythonProgram program(net);
  BOOST_TEST(probes::fx_leaf_modules(traced_by_fx(program)) ==
             Json::array({{{"module", "linear"}, {"class", "torch.nn.modules.linear.Linear"}, {"calls", 1}}}));
}

BOOST_AUTO_TEST_CASE(two_captures_of_the_same_program_have_the_same_text) {
  const PythonProgram program("def f(x):\n    y = x.to(torch.float64)\n    return y.to(device=torch.device('cpu'))\n");
  const auto text = probes::fx_canonical_text(traced_by_fx(program));
  BOOST_TEST(text == probes::fx_canonical_text(traced_by_fx(program)));
  BOOST_TEST(text ==
             "graph(%x):\n"
             "  %to = Tensor.to(%x, torch.float64)\n"
             "  %to'2 = Tensor.to(%to, device=cpu)\n"
             "  return %to'2\n");
}

BOOST_AUTO_TEST_SUITE_END()
