// What is recorded of an ExportedProgram.
#include "jit_probe/probes/export_artifact.hpp"

#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::blob_in;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

const char* const counting_net = R"(
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2, 2)
        self.register_buffer("seen", torch.zeros(1))
    def forward(self, x, flag):
        self.seen += 1
        return self.linear(x) if flag else x
f = Net()
)";

struct Exported {
  PythonProgram program{counting_net};
  probes::Blobs blobs{{program.folder()}};
  Json facts;

  Exported() {
    const auto inputs = py::make_tuple(evaluate("torch.ones(3, 2)"), true);
    const auto artifact = make_engine("export")->capture(program["f"], inputs, py::dict());
    facts = probes::exported_facts(artifact.product, program.folder(), blobs);
  }
};

bool can_export() {
  return why_unavailable("export", DY2STAT_TORCH).empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(export_artifact_test)

BOOST_AUTO_TEST_CASE(the_signature_says_what_each_input_and_output_is) {
  if (!can_export()) return;
  const Exported exported;
  const auto& inputs = exported.facts["signature"]["inputs"];
  BOOST_REQUIRE_EQUAL(inputs.size(), 5);
  BOOST_TEST(
      inputs[0] ==
      (Json{
          {"kind", "parameter"}, {"name", "p_linear_weight"}, {"target", "linear.weight"}, {"type", "float32[2, 2]"}}));
  BOOST_TEST(inputs[2]["kind"] == "buffer");
  BOOST_TEST(inputs[2]["persistent"] == true);
  BOOST_TEST(inputs[3]["kind"] == "user_input");
  BOOST_TEST(inputs[3]["type"] == "float32[3, 2]");
  BOOST_TEST(inputs[4]["value"] == "True");
  const auto& outputs = exported.facts["signature"]["outputs"];
  BOOST_TEST(outputs[outputs.size() - 1]["kind"] == "user_output");
}

BOOST_AUTO_TEST_CASE(what_became_constant_is_listed) {
  if (!can_export()) return;
  const Exported exported;
  BOOST_TEST(exported.facts["specialised"] == Json::array({"x.shape[0] == 3", "x.shape[1] == 2", "flag == True"}));
  BOOST_TEST(exported.facts["ranges"] == Json::object());
}

BOOST_AUTO_TEST_CASE(decompositions_are_listed_by_operator) {
  if (!can_export()) return;
  const Exported exported;
  BOOST_TEST(exported.facts["graph"]["operators"]["aten::linear.default"] == 1);
  BOOST_TEST(exported.facts["decomposed"]["replaced"].contains("aten::linear.default"));
  BOOST_TEST(exported.facts["decomposed"]["by"].contains("aten::addmm.default"));
}

BOOST_AUTO_TEST_CASE(branches_of_cond_belong_to_the_graph) {
  if (!can_export()) return;
  const PythonProgram program(
      "def f(x):\n    return torch.cond(x.sum() > 0, lambda y: y * 2, lambda y: y.sin().cos(), (x,))\n");
  const auto artifact =
      make_engine("export")->capture(program["f"], py::make_tuple(evaluate("torch.ones(2)")), py::dict());
  probes::Blobs blobs;
  const auto facts = probes::exported_facts(artifact.product, program.folder(), blobs);
  BOOST_TEST(facts["graph"]["ifs"] == 1);
  BOOST_TEST(facts["graph"]["depth"] == 1);
  BOOST_TEST(facts["graph"]["operators"]["aten::sin.default"] == 1);
  const auto text = blob_in(blobs.frames(), facts["graph"]["canonical"]["blob"].get<std::string>());
  BOOST_TEST(text.find("  %true_graph_0 = get_attr[true_graph_0]\n    graph(") != std::string::npos, text);
  bool in_table = false;
  for (const auto& node : facts["table"])
    in_table |= node["name"].get<std::string>().starts_with("false_graph_0.") && node["target"] == "aten::cos.default";
  BOOST_TEST(in_table);
}

BOOST_AUTO_TEST_SUITE_END()
