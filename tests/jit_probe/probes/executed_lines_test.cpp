// Which lines Python executes, with which input sets.
#include "jit_probe/probes/executed_lines.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

// "LINE:SETS" with a space between.
std::string described(const probes::LinesByFile& files) {
  std::string text;
  for (const auto& [file, lines] : files)
    for (const auto& [line, sets] : lines) {
      text += (text.empty() ? "" : " ") + std::to_string(line) + ":";
      for (const int set : sets) text += std::to_string(set);
    }
  return text;
}

const char* const branching = R"(def f(x):
    if x.sum() > 0:
        return [i * 2
                for i in x]
    return torch.nn.functional.relu(x)
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(executed_lines_test)

BOOST_AUTO_TEST_CASE(each_line_has_its_input_sets) {
  const PythonProgram program(branching);
  probes::ExecutedLines executed(program.folder());
  const char* const inputs[] = {"torch.ones(2)", "torch.zeros(2)", "torch.ones(1)"};
  for (int input_set = 0; input_set < 3; ++input_set) {
    const auto input = evaluate(inputs[input_set]);
    executed.begin(input_set);
    program["f"](input);
    executed.end();
  }
  program["f"](evaluate("torch.zeros(1)"));  // is not watched
  BOOST_TEST(executed.lines().size() == 1);
  BOOST_TEST(executed.lines().begin()->first == program.name() + ".py");
  BOOST_TEST(described(executed.lines()) == "4:012 5:02 6:02 7:1");
}

BOOST_AUTO_TEST_CASE(what_raises_is_watched_up_to_there) {
  const PythonProgram program("def f(x):\n    y = x\n    raise ValueError('no')\n    return y\n");
  probes::ExecutedLines executed(program.folder());
  executed.begin(0);
  BOOST_CHECK_THROW(program["f"](1), py::error_already_set);
  executed.end();
  BOOST_TEST(described(executed.lines()) == "4:0 5:0");
}

BOOST_AUTO_TEST_CASE(another_tracing_function_rests_and_comes_back) {
  const PythonProgram program(
      "seen = []\ndef tracer(frame, event, argument):\n    seen.append(event)\n    return None\ndef f(x):\n    return "
      "x\n");
  const auto sys = py::module_::import("sys");
  sys.attr("settrace")(program["tracer"]);
  probes::ExecutedLines executed(program.folder());
  executed.begin(0);
  program["f"](1);
  executed.end();
  const bool is_back = sys.attr("gettrace")().is(program["tracer"]);
  const auto heard = py::len(program["seen"]);
  sys.attr("settrace")(py::none());
  BOOST_TEST(is_back);
  BOOST_TEST(heard == 0);
  BOOST_TEST(described(executed.lines()) == "8:0");
}

BOOST_AUTO_TEST_CASE(a_tracing_function_that_the_program_sets_stays) {
  const PythonProgram program("import sys\ndef tracer(*of):\n    return None\ndef f():\n    sys.settrace(tracer)\n");
  const auto sys = py::module_::import("sys");
  probes::ExecutedLines executed(program.folder());
  executed.begin(0);
  program["f"]();
  executed.end();
  const bool stayed = sys.attr("gettrace")().is(program["tracer"]);
  sys.attr("settrace")(py::none());
  BOOST_TEST(stayed);
}

BOOST_AUTO_TEST_SUITE_END()
