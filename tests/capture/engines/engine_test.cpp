// Engines capture functions, modules and methods, with positional and keyword arguments.
#include "capture/engines/engine.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/capture/engines/net_program.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::net_program;
using dy2stat::tests::PythonProgram;
using dy2stat::tests::sum_of;

BOOST_AUTO_TEST_SUITE(engine_test)

BOOST_AUTO_TEST_CASE(there_is_no_engine_of_another_name) {
  BOOST_CHECK_EXCEPTION(make_engine("scripts"), std::invalid_argument,
                        [](const auto& error) { return std::string(error.what()) == "there is no engine 'scripts'"; });
}

BOOST_AUTO_TEST_CASE(both_engines_capture_functions) {
  const PythonProgram program("def f(x):\n    return x * 2\n");
  const auto inputs = py::make_tuple(evaluate("torch.ones(2)"));
  for (const auto* name : {"script", "trace"}) {
    const auto artifact = make_engine(name)->capture(program["f"], inputs, py::dict());
    BOOST_TEST(sum_of(artifact.callable(*inputs)) == 4);
    BOOST_TEST(artifact.instance.is_none());
    BOOST_TEST(make_engine(name)->cannot_have().empty());
  }
}

BOOST_AUTO_TEST_CASE(both_engines_capture_modules_and_their_methods) {
  const auto inputs = py::make_tuple(evaluate("torch.ones(2)"));
  for (const auto* name : {"script", "trace"}) {
    const PythonProgram program(net_program);
    const auto module = make_engine(name)->capture(program["net"], inputs, py::dict());
    BOOST_TEST(sum_of(module.callable(*inputs)) == 8);
    BOOST_TEST(module.method == "forward");
    BOOST_TEST(module.instance.is(module.script));
    const auto forward = make_engine(name)->capture(program["forward"], inputs, py::dict());
    BOOST_TEST(sum_of(forward.callable(*inputs)) == 8);
    const auto scaled = make_engine(name)->capture(program["scaled"], inputs, py::dict());
    BOOST_TEST(sum_of(scaled.callable(*inputs)) == 6);
    BOOST_TEST(scaled.method == "scaled");
    BOOST_TEST(py::len(py::list(scaled.instance.attr("parameters")())) == 1);
  }
}

BOOST_AUTO_TEST_CASE(trace_takes_keyword_arguments) {
  const PythonProgram program("def f(x, y, flag=None):\n    return x - y\n");
  py::dict all, one;
  all["y"] = evaluate("torch.ones(2)");
  one["y"] = evaluate("torch.ones(2)");
  all["x"] = evaluate("torch.ones(2) * 3");
  const auto by_keyword = make_engine("trace")->capture(program["f"], py::tuple(), all);
  BOOST_TEST(sum_of(by_keyword.callable(**all)) == 4);
  const bool takes_keywords = py::module_::import("inspect")
                                  .attr("signature")(py::module_::import("torch.jit").attr("trace"))
                                  .attr("parameters")
                                  .contains("example_kwarg_inputs");
  BOOST_TEST(by_keyword.notes.size() == (takes_keywords ? 0 : 1));
  if (!takes_keywords)
    BOOST_TEST(by_keyword.notes[0].starts_with(
        "keyword arguments were traced by place: example_kwarg_inputs is not available in torch 1."));
  const auto mixed = make_engine("trace")->capture(program["f"], py::make_tuple(all["x"]), one);
  BOOST_TEST(sum_of(mixed.callable(all["x"], all["y"])) == 4);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_the_engines_own) {
  const PythonProgram program("def f(x):\n    return nowhere(x)\n");
  BOOST_CHECK_EXCEPTION(
      make_engine("script")->capture(program["f"], py::make_tuple(evaluate("torch.ones(2)")), py::dict()),
      py::error_already_set,
      [](const auto& error) { return std::string(error.what()).find("undefined value nowhere") != std::string::npos; });
}

BOOST_AUTO_TEST_SUITE_END()
