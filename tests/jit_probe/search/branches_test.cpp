// Outcomes of conditional jumps are seen, those within one line too.
#include "jit_probe/search/branches.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::search {
namespace {

// A function of the text, as if it stood in /program/file.py.
py::object function_of(const std::string& text) {
  const auto builtins = py::module_::import("builtins");
  py::dict names;
  builtins.attr("exec")(builtins.attr("compile")(text, "/program/file.py", "exec"), names);
  return names["f"];
}

std::size_t reached_by(BranchWatch& watch, const py::object& function, int argument) {
  watch.begin();
  try {
    function(argument);
  } catch (py::error_already_set&) {
  }
  watch.end();
  return watch.take().size();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(branches_test)

BOOST_AUTO_TEST_CASE(each_way_of_a_condition_counts_once) {
  BranchWatch watch("/program");
  const auto f = function_of("def f(x):\n    return 1 if x else 2\n");
  watch.begin();
  f(0);
  watch.end();
  const auto first = watch.take();
  BOOST_TEST(first.size() == 2u);  // the function, and one outcome
  BOOST_TEST(first.contains("file.py:1 f"));
  BOOST_TEST(reached_by(watch, f, 0) == 1u);
  watch.begin();
  f(1);
  watch.end();
  const auto second = watch.take();
  BOOST_TEST(second.size() == 1u);
  BOOST_TEST(!first.contains(*second.begin()));
  BOOST_TEST(watch.known().size() == 3u);
}

BOOST_AUTO_TEST_CASE(functions_that_call_each_other_and_raise_are_kept_apart) {
  BranchWatch watch("/program");
  const auto f = function_of(
      "def g(x):\n    if x > 1:\n        raise ValueError\n    return x\n"
      "def f(x):\n    try:\n        return g(x) if x else 0\n    except ValueError:\n        return g(0) and 3\n");
  watch.begin();
  f(2);
  watch.end();
  const auto reached = watch.take();
  BOOST_TEST(reached.contains("file.py:1 g"));
  BOOST_TEST(reached.contains("file.py:5 f"));
  BOOST_TEST(reached.size() >= 5u);  // both ways of g's condition, and those of f's three that it went
}

BOOST_AUTO_TEST_CASE(files_elsewhere_are_not_watched) {
  BranchWatch watch("/elsewhere");
  BOOST_TEST(reached_by(watch, function_of("def f(x):\n    return 1 if x else 2\n"), 1) == 0u);
  BOOST_TEST(watch.known().empty());
}

BOOST_AUTO_TEST_CASE(a_debuggers_tracing_is_left_alone) {
  const auto sys = py::module_::import("sys");
  const auto trace = py::module_::import("builtins").attr("eval")("lambda *of: None", py::dict());
  sys.attr("settrace")(trace);
  BranchWatch watch("/program");
  watch.begin();
  watch.end();
  BOOST_TEST(sys.attr("gettrace")().is(trace));
  sys.attr("settrace")(py::none());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
