// export captures functions, modules and methods, strictly and not; a torch without it says since when there is one.
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

bool has_export() {
  return why_unavailable("export", DY2STAT_TORCH).empty();
}

const std::string program_text = net_program + R"(
def branches(x):
    return x if x.sum() > 0 else -x
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(export_test)

BOOST_AUTO_TEST_CASE(a_torch_without_it_says_what_brought_it) {
  if (has_export()) return;
  BOOST_TEST(why_unavailable("export", "1.13.1") == "there is no torch.export in torch 1.13.1: it came with torch 2.1");
  BOOST_TEST(why_unavailable("export[strict]", "1.13.1") == why_unavailable("export", "1.13.1"));
  BOOST_TEST(why_unavailable("fx", "1.13.1") == "");
}

BOOST_AUTO_TEST_CASE(functions_modules_and_methods_are_captured) {
  if (!has_export()) return;
  const auto ones = evaluate("torch.ones(2)");
  for (const auto* name : {"export", "export[strict]"}) {
    const PythonProgram program(program_text);
    const auto engine = make_engine(name);
    const auto by_export = [&](const char* entry) {
      return engine->capture(program[entry], py::make_tuple(ones), py::dict());
    };
    const auto function = by_export("f");
    BOOST_TEST(sum_of(function.callable(ones)) == 4);
    BOOST_TEST(function.instance.is_none());
    for (const auto* entry : {"net", "forward"}) {
      const auto module = by_export(entry);
      BOOST_TEST(sum_of(module.callable(ones)) == 8);
      BOOST_TEST(module.instance.attr("rate").is(program["net"].attr("rate")));
    }
    BOOST_TEST(sum_of(by_export("scaled").callable(ones)) == 6);
    // The module is as it was.
    BOOST_TEST(sum_of(program["net"](ones)) == 8);
    BOOST_TEST(!py::dict(program["net"].attr("__dict__")).contains("forward"));
    BOOST_CHECK_THROW(by_export("branches"), py::error_already_set);
  }
}

BOOST_AUTO_TEST_CASE(keyword_arguments_stay_keyword_arguments) {
  if (!has_export()) return;
  const PythonProgram program("def f(x, *, y):\n    return x - y\n");
  py::dict keywords;
  keywords["y"] = evaluate("torch.ones(2)");
  const auto threes = evaluate("torch.ones(2) * 3");
  const auto artifact = make_engine("export")->capture(program["f"], py::make_tuple(threes), keywords);
  BOOST_TEST(sum_of(artifact.callable(threes, **keywords)) == 4);
}

BOOST_AUTO_TEST_CASE(no_thread_is_left_behind) {
  // Processes are forked afterwards, which takes one thread.
  if (!has_export()) return;
  const PythonProgram program(program_text);
  make_engine("export[strict]")->capture(program["f"], py::make_tuple(evaluate("torch.ones(2)")), py::dict());
  BOOST_TEST(py::module_::import("threading").attr("active_count")().cast<int>() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
