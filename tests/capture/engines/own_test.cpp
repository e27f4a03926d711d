// An engine of one's own captures by a Python function, and what is wrong with that is said with its file.
#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "capture/python/raised.hpp"
#include "tests/capture/engines/net_program.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::net_program;
using dy2stat::tests::PythonProgram;
using dy2stat::tests::sum_of;

namespace {

const std::string engine_name = "py:engines/mine.py:capture";

Artifact by_own(const std::string& text, const py::object& entry, const std::string& name = engine_name) {
  return make_engine(name, {{{name, text}}})->capture(entry, py::make_tuple(evaluate("torch.ones(2)")), py::dict());
}

// What capturing raises, as "TypeError: message".
std::string raised_by(const std::string& text, const std::string& name = engine_name) {
  const PythonProgram program(net_program);
  try {
    by_own(text, program["f"], name);
  } catch (const py::error_already_set& error) {
    const auto raised = raised_from(error);
    return raised.type + ": " + raised.message;
  }
  return "nothing";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(own_test)

BOOST_AUTO_TEST_CASE(entry_and_example_come_and_a_callable_with_a_text_goes) {
  const PythonProgram program(net_program);
  const auto ones = evaluate("torch.ones(2)");
  const std::string by_trace = R"(import torch
def capture(entry, example):
    positional, keywords = example
    traced = torch.jit.trace(entry, positional)
    return traced, str(traced.graph)
)";
  const auto traced = by_own(by_trace, program["f"]);
  BOOST_TEST(sum_of(traced.callable(ones)) == 4);
  BOOST_TEST(traced.product.cast<std::string>().find("aten::mul") != std::string::npos);
  BOOST_TEST(traced.instance.is_none());
  const auto as_it_is = by_own("def capture(entry, example):\n    return entry\n", program["net"]);
  BOOST_TEST(as_it_is.instance.is(program["net"]));
  BOOST_TEST(as_it_is.product.is_none());
}

BOOST_AUTO_TEST_CASE(state_is_looked_for_where_it_is) {
  const PythonProgram program(net_program);
  const std::string wrapped = "def capture(entry, example):\n    return lambda x: entry(x)\n";
  BOOST_TEST(by_own(wrapped, program["net"]).instance.is(program["net"]));
  BOOST_TEST(by_own(wrapped, program["scaled"]).instance.is(program["net"]));
  BOOST_TEST(by_own(wrapped, program["f"]).instance.is_none());
}

BOOST_AUTO_TEST_CASE(its_own_functions_have_source_that_script_can_compile) {
  const PythonProgram program(net_program);
  const auto artifact = by_own(R"(import torch
def doubled(x):
    return x * 2
def capture(entry, example):
    return torch.jit.script(doubled)
)",
                               program["f"]);
  BOOST_TEST(sum_of(artifact.callable(evaluate("torch.ones(2)"))) == 4);
}

BOOST_AUTO_TEST_CASE(what_is_no_engine_says_so_and_where) {
  const std::string begin = "def capture(entry, example):\n    return ";
  const std::string must = "; it must return a callable, or a pair of a callable and a text";
  BOOST_TEST(raised_by(begin + "3\n") ==
             "TypeError: engines/mine.py: capture() returned an object of class int" + must);
  BOOST_TEST(raised_by(begin + "3, 'text'\n") ==
             "TypeError: engines/mine.py: capture() returned a pair of classes int and str" + must);
  BOOST_TEST(raised_by(begin + "entry, 3\n") ==
             "TypeError: engines/mine.py: capture() returned a pair of classes function and int" + must);
  BOOST_TEST(raised_by("capture = 3\n") == "TypeError: engines/mine.py defines no function 'capture'");
  BOOST_TEST(raised_by("other = 3\n") == "TypeError: engines/mine.py defines no function 'capture'");
  BOOST_TEST(
      raised_by("def capture(entry):\n    return entry\n").starts_with("TypeError: capture() takes 1 positional"));
  const auto syntax = raised_by("\n\ndef capture(:\n");
  BOOST_TEST((syntax.starts_with("SyntaxError: ") && syntax.ends_with("(mine.py, line 3)")), syntax);
  BOOST_TEST(raised_by("\xff\n").starts_with("SyntaxError: "));
}

BOOST_AUTO_TEST_CASE(two_engines_of_one_process_do_not_meet) {
  const PythonProgram program(net_program);
  const auto first = by_own("scale = 3\ndef capture(entry, example):\n    return lambda x: x * scale\n", program["f"]);
  const auto second = by_own("scale = 5\ndef capture(entry, example):\n    return lambda x: x * scale\n", program["f"],
                             "py:/abs/other.py:capture");
  const auto ones = evaluate("torch.ones(2)");
  BOOST_TEST(sum_of(first.callable(ones)) == 6);
  BOOST_TEST(sum_of(second.callable(ones)) == 10);
}

BOOST_AUTO_TEST_SUITE_END()
