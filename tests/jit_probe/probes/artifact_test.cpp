// What is recorded of an artifact beside its graph: schema, code, methods, state, source ranges, plans.
#include "jit_probe/probes/artifact.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/probes/execution.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::blob_in;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

BOOST_AUTO_TEST_SUITE(artifact_test)

BOOST_AUTO_TEST_CASE(the_schema_has_types_and_defaults) {
  const PythonProgram program(
      "def f(x, n: int = 2, mode: str = 'mean', y: Optional[torch.Tensor] = None, e: float = 1e-3):\n"
      "    return x * n, n\n");
  probes::Blobs blobs;
  const auto schema = probes::artifact_facts(program.script("f"), "forward", blobs)["schema"];
  const auto& arguments = schema["arguments"];
  BOOST_REQUIRE_EQUAL(arguments.size(), 5);
  BOOST_TEST(arguments[0] == (Json{{"name", "x"}, {"type", "Tensor"}, {"default", nullptr}}));
  BOOST_TEST(arguments[1] == (Json{{"name", "n"}, {"type", "int"}, {"default", "2"}}));
  BOOST_TEST(arguments[2]["default"] == "'mean'");
  BOOST_TEST(arguments[3] == (Json{{"name", "y"}, {"type", "Tensor?"}, {"default", "None"}}));
  BOOST_TEST(arguments[4]["default"] == "0.001");
  BOOST_TEST(schema["returns"][0]["type"] == "(Tensor, int)");
}

BOOST_AUTO_TEST_CASE(code_comes_with_its_constants) {
  const PythonProgram program("w = torch.ones(3)\n\ndef f(x):\n    return x * w\n");
  const auto traced =
      py::module_::import("torch.jit").attr("trace")(program["f"], py::make_tuple(evaluate("torch.ones(3)")));
  probes::Blobs blobs;
  const auto code = probes::artifact_facts(traced, "forward", blobs)["code"];
  const auto text = blob_in(blobs.frames(), code["text"]["blob"].get<std::string>());
  BOOST_TEST(text.find("CONSTANTS.c0") != std::string::npos, text);
  BOOST_REQUIRE_EQUAL(code["constants"].size(), 1);
  BOOST_TEST(code["constants"][0]["name"] == "c0");
  BOOST_TEST(code["constants"][0]["type"].get<std::string>().find("Float(3") == 0);
  BOOST_TEST(code["constants"][0]["value"] == "tensor(Float[3] = 1 1 1)");
}

BOOST_AUTO_TEST_CASE(a_module_shows_methods_parameters_and_buffers) {
  const PythonProgram program(R"(
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2, 3)
        self.register_buffer("seen", torch.zeros(4, dtype=torch.int64))
    @torch.jit.export
    def other(self, x):
        return x.cos()
    def forward(self, x):
        return self.linear(x)
net = Net()
)");
  probes::Blobs blobs({program.folder()});
  const auto facts = probes::artifact_facts(program.script("net"), "forward", blobs);
  BOOST_TEST(facts["kind"] == "module");
  BOOST_TEST(facts["methods"].size() == 1);
  BOOST_TEST(facts["methods"]["other"]["graph"]["operators"]["aten::cos"] == 1);
  BOOST_TEST(facts["graph"]["operators"]["prim::CallMethod"] == 1);
  BOOST_TEST(facts["inlined"]["operators"]["aten::linear"] == 1);
  BOOST_TEST(facts["parameters"] == (Json{{{"name", "linear.weight"}, {"dtype", "Float"}, {"shape", {3, 2}}},
                                          {{"name", "linear.bias"}, {"dtype", "Float"}, {"shape", {3}}}}));
  BOOST_TEST(facts["buffers"] == (Json{{{"name", "seen"}, {"dtype", "Long"}, {"shape", {4}}}}));
  const auto ranges = blob_in(blobs.frames(), facts["source_ranges"]["blob"].get<std::string>());
  BOOST_TEST(ranges.find("prim::CallMethod " + program.name() + ".py:13:15\n") != std::string::npos, ranges);
}

BOOST_AUTO_TEST_CASE(a_node_of_a_trace_has_the_line_of_python_that_called_it) {
  const PythonProgram program("def f(x):\n    y = x.cos()\n    return y.sin()\n");
  const auto traced =
      py::module_::import("torch.jit").attr("trace")(program["f"], py::make_tuple(evaluate("torch.ones(3)")));
  probes::Blobs blobs({program.folder()});
  const auto facts = probes::artifact_facts(traced, "forward", blobs);
  const auto ranges = blob_in(blobs.frames(), facts["source_ranges"]["blob"].get<std::string>());
  BOOST_TEST(ranges == "0 aten::cos " + program.name() + ".py:4:0\n1 aten::sin " + program.name() + ".py:5:0\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_artifact_is_refused) {
  probes::Blobs blobs;
  BOOST_CHECK_EXCEPTION(
      probes::artifact_facts(py::int_(3), "forward", blobs), std::invalid_argument, [](const auto& error) {
        return std::string(error.what()) ==
               "a <class 'int'> cannot be inspected; it is neither a ScriptFunction nor a ScriptModule";
      });
  const PythonProgram program("net = torch.nn.ReLU()\n");
  BOOST_CHECK_EXCEPTION(
      probes::artifact_facts(program.script("net"), "other", blobs), std::invalid_argument,
      [](const auto& error) { return std::string(error.what()) == "the captured module has no method 'other'"; });
}

BOOST_AUTO_TEST_CASE(a_probe_that_fails_leaves_its_failure_as_text) {
  BOOST_TEST(probes::guarded([]() -> Json { throw std::runtime_error("no luck"); }) == (Json{{"failed", "no luck"}}));
  BOOST_TEST(probes::guarded([]() -> Json { return evaluate("1 / 0").is_none(); })["failed"].get<std::string>().find(
                 "ZeroDivisionError") == 0);
}

BOOST_AUTO_TEST_CASE(the_plan_comes_after_the_profiled_run) {
  const PythonProgram program("def f(x, n: int = 2):\n    return (x + 1) * (x + 1) * n\n");
  const auto script = program.script("f");
  probes::Execution execution(script, "forward");
  probes::Blobs blobs;
  BOOST_TEST(execution.plan_facts(blobs) ==
             (Json{{"not_available", "the executor made no plan: no call came through"}}));
  const auto inputs = py::make_tuple(evaluate("torch.ones(2)"));
  for (int round = 0; round < 3; ++round) {
    execution.before_call(round, 0);
    script(*inputs);
  }
  const auto call = execution.call_facts(inputs, py::dict());
  BOOST_TEST(call["executor"] == "profiling");
  BOOST_TEST(call["profiled_runs"] == 1);
  BOOST_TEST(call["match"] == "accepted");
  BOOST_TEST(call["arguments"][0] ==
             (Json{{"name", "x"}, {"type", "Tensor"}, {"given", "position"}, {"value", "Tensor float32[2]"}}));
  BOOST_TEST(call["arguments"][1] == (Json{{"name", "n"}, {"type", "int"}, {"given", "default"}, {"value", "2"}}));
  BOOST_TEST(call["calls"] == (Json{{{"round", 0}, {"input_set", 0}, {"plans", 0}},
                                    {{"round", 1}, {"input_set", 0}, {"plans", 0}},
                                    {{"round", 2}, {"input_set", 0}, {"plans", 1}}}));
  const auto plan = execution.plan_facts(blobs);
  BOOST_TEST(plan["plans"] == 1);
  BOOST_TEST(plan["operators"].contains("aten::add"));
}

BOOST_AUTO_TEST_CASE(arguments_that_do_not_match_are_shown_with_torchs_reason) {
  const PythonProgram program("def f(x, n: int):\n    return x * n\n");
  probes::Execution execution(program.script("f"), "forward");
  const auto call = execution.call_facts(py::make_tuple(evaluate("torch.ones(2)")), py::dict());
  BOOST_TEST(call["arguments"][1]["given"] == "missing");
  BOOST_TEST(call["match"].get<std::string>().find("missing value for argument 'n'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_probe_that_raises_leaves_what_python_said_and_no_path) {
  const PythonProgram program("def f():\n    raise ValueError('no')\n");
  const auto facts = probes::guarded([&]() -> Json {
    return {{"never", py::str(program["f"]()).cast<std::string>()}};
  });
  BOOST_TEST(facts == (Json{{"failed", "ValueError: no"}}));
}

BOOST_AUTO_TEST_SUITE_END()
