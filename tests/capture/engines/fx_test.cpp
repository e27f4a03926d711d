// fx captures what symbolic tracing sees, and refuses what it cannot.
#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/capture/engines/net_program.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::net_program;
using dy2stat::tests::PythonProgram;
using dy2stat::tests::sum_of;

namespace {

Artifact by_fx(const py::object& entry) {
  return make_engine("fx")->capture(entry, py::make_tuple(evaluate("torch.ones(2)")), py::dict());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fx_test)

BOOST_AUTO_TEST_CASE(functions_modules_and_methods_are_captured) {
  const PythonProgram program(net_program);
  const auto ones = evaluate("torch.ones(2)");
  const auto function = by_fx(program["f"]);
  BOOST_TEST(sum_of(function.callable(ones)) == 4);
  BOOST_TEST(sum_of(function.callable(ones, 3)) == 6);  // the argument stays an argument, and keeps its default
  BOOST_TEST(function.instance.is_none());
  BOOST_TEST(function.script.is_none());
  for (const auto* name : {"net", "forward"}) {
    const auto module = by_fx(program[name]);
    BOOST_TEST(sum_of(module.callable(ones)) == 8);
    BOOST_TEST(module.instance.is(module.product));
    BOOST_TEST(module.instance.attr("rate").is(program["net"].attr("rate")));
  }
  BOOST_TEST(sum_of(by_fx(program["scaled"]).callable(ones)) == 6);
}

BOOST_AUTO_TEST_CASE(nodes_know_the_line_that_made_them) {
  const PythonProgram program("def f(x):\n    y = x * 2\n    return y.relu()\n");
  const py::list nodes(by_fx(program["f"]).product.attr("graph").attr("nodes"));
  const auto stack = nodes[1].attr("stack_trace").cast<std::string>();
  BOOST_TEST(stack.find(program.name() + ".py\", line 4") != std::string::npos, stack);
}

BOOST_AUTO_TEST_CASE(a_branch_on_a_proxy_is_refused_by_fx_itself) {
  const PythonProgram program("def f(x):\n    return x if x.sum() > 0 else -x\n");
  BOOST_CHECK_EXCEPTION(by_fx(program["f"]), py::error_already_set, [](const auto& error) {
    return std::string(error.what()).find("symbolically traced variables cannot be used as inputs to control flow") !=
           std::string::npos;
  });
}

BOOST_AUTO_TEST_SUITE_END()
