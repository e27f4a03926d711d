// What is heard of dynamo while it compiles.
#include "jit_probe/probes/dynamo_watch.hpp"

#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::blob_in;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

bool has_dynamo() {
  return why_unavailable("dynamo", DY2STAT_TORCH).empty();
}

// Compiles `f`, calls it with each of the expressions, and says what was heard.
struct Watched {
  PythonProgram program;
  probes::Blobs blobs;
  Json facts;

  Watched(const std::string& source, const std::vector<const char*>& inputs)
      : program(source), blobs({program.folder()}) {
    probes::DynamoWatch watch(program.folder());
    const auto artifact = make_engine("dynamo")->capture(program["f"], py::tuple(), py::dict());
    int input_set = 0;
    for (const auto* input : inputs) {
      watch.before_call(0, input_set++);
      artifact.callable(evaluate(input));
    }
    facts = watch.facts(blobs);
    py::module_::import("torch._dynamo").attr("reset")();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamo_watch_test)

BOOST_AUTO_TEST_CASE(a_program_that_is_captured_whole_is_compiled_once) {
  if (!has_dynamo()) return;
  const Watched watched("def f(x):\n    return (x * 2).relu()\n", {"torch.ones(2)", "torch.zeros(2)"});
  BOOST_REQUIRE_EQUAL(watched.facts["compilations"].size(), 1);
  const auto& compilation = watched.facts["compilations"][0];
  BOOST_TEST(compilation["function"] == "f");
  BOOST_TEST(compilation["line"] == watched.program.name() + ".py:3");
  BOOST_TEST(compilation["graph"] == 0);
  BOOST_TEST(compilation["guards"].get<int>() > 0);
  const auto guards = blob_in(watched.blobs.frames(), compilation["guard_text"]["blob"].get<std::string>());
  BOOST_TEST(guards.find("L['x']") != std::string::npos, guards);
  BOOST_TEST(watched.facts["breaks"].empty());
  BOOST_TEST(!watched.facts.contains("watch"));
}

BOOST_AUTO_TEST_CASE(a_break_has_its_reason_line_and_call) {
  if (!has_dynamo()) return;
  const Watched watched("def f(x):\n    y = x * 2\n    if y.sum() > 0:\n        return y + 1\n    return y - 1\n",
                        {"torch.ones(2)", "-torch.ones(2)"});
  BOOST_REQUIRE_EQUAL(watched.facts["breaks"].size(), 1);
  const auto& broken = watched.facts["breaks"][0];
  BOOST_TEST(broken["reason"] == "Data-dependent branching");
  BOOST_TEST(broken["line"] == watched.program.name() + ".py:5");
  BOOST_TEST(broken["input_set"] == 0);
  // The frame itself, and where it goes on in each of the two branches.
  BOOST_REQUIRE_EQUAL(watched.facts["compilations"].size(), 3);
  BOOST_TEST(watched.facts["compilations"][2]["input_set"] == 1);
}

BOOST_AUTO_TEST_CASE(compiling_again_has_its_reason) {
  if (!has_dynamo()) return;
  const Watched watched("def f(x):\n    return x * 2\n", {"torch.ones(2)", "torch.ones(2).double()"});
  BOOST_REQUIRE_EQUAL(watched.facts["compilations"].size(), 2);
  BOOST_TEST(watched.facts["compilations"][0]["because"].empty());
  const auto& again = watched.facts["compilations"][1];
  BOOST_TEST(again["input_set"] == 1);
  BOOST_REQUIRE_EQUAL(again["because"].size(), 1);
  BOOST_TEST(again["because"][0].get<std::string>().find("dtype mismatch") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(beyond_the_limit_of_compilations_it_runs_in_eager_which_is_a_break) {
  if (!has_dynamo()) return;
  std::vector<const char*> inputs;
  for (const auto* dtype : {"torch.ones(2)", "torch.ones(2).double()", "torch.ones(2).int()", "torch.ones(2).long()",
                            "torch.ones(2).half()", "torch.ones(2).short()", "torch.ones(2).bool()",
                            "torch.ones(2).cfloat()", "torch.ones(2).cdouble()", "torch.ones(2).bfloat16()"})
    inputs.push_back(dtype);
  const Watched watched("def f(x):\n    return x * 2\n", inputs);
  BOOST_REQUIRE_EQUAL(watched.facts["breaks"].size(), 1);
  BOOST_TEST(watched.facts["breaks"][0]["reason"].get<std::string>().starts_with("torch._dynamo hit config."));
  BOOST_TEST(watched.facts["breaks"][0]["line"] == watched.program.name() + ".py:3");
}

BOOST_AUTO_TEST_SUITE_END()
