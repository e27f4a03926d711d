// What is recorded of an ONNX model.
#include "jit_probe/probes/onnx_artifact.hpp"

#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

boost::test_tools::assertion_result onnx_is_installed(boost::unit_test::test_unit_id) {
  const auto why = why_unavailable("onnx", "9.9");
  boost::test_tools::assertion_result there(why.empty());
  there.message() << why;
  return there;
}

constexpr const char* counting = R"(
import torch
class Counting(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(1))
    def forward(self, x, n):
        self.calls += 1
        return torch.cond(x.sum() > 0, lambda x: x.relu(), lambda x: x.sin(), (x,)) * n
net = Counting()
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(onnx_artifact_test)

BOOST_AUTO_TEST_CASE(nodes_branches_and_what_was_left_out, *boost::unit_test::precondition(onnx_is_installed)) {
  const PythonProgram program(counting);
  const auto artifact =
      make_engine("onnx")->capture(program["net"], py::make_tuple(evaluate("torch.ones(2)"), 3), py::dict());
  probes::Blobs blobs;
  const auto facts = probes::onnx_facts(artifact.product, blobs);
  BOOST_TEST(facts.at("kind") == "onnx_program");
  const auto& graph = facts.at("graph");
  BOOST_TEST_CONTEXT(facts.dump(1)) {
    BOOST_TEST(graph.at("ifs") == 1);
    BOOST_TEST(graph.at("loops") == 0);
    BOOST_TEST(graph.at("depth") == 1);
    BOOST_TEST(graph.at("operators").at("Relu") == 1);
    BOOST_TEST(graph.at("operators").at("Sin") == 1);
    BOOST_TEST(facts.at("opsets").at("ai.onnx").get<int>() >= 18);
    BOOST_TEST(facts.at("inputs") == Json::array({"x: FLOAT[2]"}));
    BOOST_TEST(facts.at("outputs").size() == 1u);
    BOOST_TEST(facts.at("left_out") == Json::array({"input n, which is 3", "what is written to buffer calls"}));
  }
}

BOOST_AUTO_TEST_SUITE_END()
