// What is recorded of freezing: constants, what was dropped and kept, and operators that are gone.
#include "jit_probe/probes/folded.hpp"

#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

Json facts_of(const PythonProgram& program, const char* entry) {
  const auto artifact =
      make_engine("freeze")->capture(program[entry], py::make_tuple(evaluate("torch.ones(1, 2, 4, 4)")), py::dict());
  return probes::folded_facts(artifact.product, artifact.saved, artifact.script, artifact.method);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(folded_test)

BOOST_AUTO_TEST_CASE(attributes_are_constants_or_dropped_or_kept) {
  const PythonProgram program(R"(
class Inner(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rate = torch.nn.Parameter(torch.ones(2, 1, 1))
    def forward(self, x):
        return x * self.rate
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.power = 2
        self.unused = 3
        self.register_buffer("shift", torch.zeros(1))
        self.register_buffer("seen", torch.zeros(1))
    def forward(self, x):
        self.seen += 1
        if x.sum() > 0:
            x = self.inner(x)
        return x ** self.power + self.shift
net = Net()
)");
  const auto facts = facts_of(program, "net");
  std::map<std::string, std::string> constants;
  for (const auto& constant : facts.at("constants"))
    constants[constant.at("name")] =
        constant.at("kind").get<std::string>() + " " + constant.at("type").get<std::string>();
  const std::map<std::string, std::string> expected{
      {"inner.rate", "parameter Float[2, 1, 1]"}, {"power", "attribute int"}, {"shift", "buffer Float[1]"}};
  BOOST_TEST((constants == expected), facts.dump());
  BOOST_TEST(facts.at("kept") == Json::array({"seen"}), facts.dump());
  const auto& dropped = facts.at("dropped");
  for (const auto* name : {"unused", "training"})
    BOOST_TEST((std::find(dropped.begin(), dropped.end(), name) != dropped.end()), dropped.dump());
  BOOST_TEST(facts.at("by_freeze").at("gone").contains("prim::GetAttr"));
}

BOOST_AUTO_TEST_CASE(batch_norm_is_folded_into_the_convolution_before_it) {
  const PythonProgram program(
      "folded = torch.nn.Sequential(torch.nn.Conv2d(2, 2, 3), torch.nn.BatchNorm2d(2))\n"
      "alone = torch.nn.Sequential(torch.nn.BatchNorm2d(2))\n");
  const auto folded = facts_of(program, "folded");
  BOOST_TEST(folded.at("by_freeze").at("gone").at("aten::batch_norm") == 1, folded.dump());
  const auto alone = facts_of(program, "alone");
  BOOST_TEST(!alone.at("by_freeze").at("gone").contains("aten::batch_norm"), alone.dump());
}

BOOST_AUTO_TEST_CASE(what_was_not_frozen_is_no_module) {
  const PythonProgram program("@torch.jit.script\ndef f(x):\n    return x\n");
  BOOST_CHECK_EXCEPTION(
      probes::folded_facts(program["f"], program["f"], program["f"], "forward"), std::invalid_argument,
      [](const auto& error) { return std::string(error.what()) == "what was frozen is no ScriptModule"; });
}

BOOST_AUTO_TEST_SUITE_END()
