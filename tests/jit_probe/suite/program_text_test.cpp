// Names that a program's text binds.
#include "jit_probe/suite/program_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(program_text_test)

BOOST_AUTO_TEST_CASE(every_way_of_binding_a_name_is_seen) {
  for (const std::string binding : {"class func:",
                                    "def func(x): return x",
                                    "async def func():",
                                    "func = 1",
                                    "func: int = 1",
                                    "func: int",
                                    "a = func = 1",
                                    "a, func = 1, 2",
                                    "(a, func) = 1, 2",
                                    "from m import func",
                                    "from m import a as func",
                                    "import func",
                                    "import m as func",
                                    "from m import (  # these\n    a,\n    func,\n)",
                                    "if new:\n    def func(): ...",
                                    "try:\n    from m import func\nexcept ImportError: ...",
                                    "for func in x: ...",
                                    "with x as func: ...",
                                    "@wraps\ndef func(): ...",
                                    "func = [x == 1 for x in y]"})
    BOOST_TEST(bound_names(binding + "\n").contains("func"), "not seen in: " << binding);
  BOOST_TEST(bound_names("from m import *\n").contains("*"));
}

BOOST_AUTO_TEST_CASE(names_inside_definitions_and_uses_bind_nothing) {
  for (const std::string other : {"def outer():\n    def func(): ...", "class Outer:\n    func = 1", "func()",
                                  "print(func)", "# func = 1", "x == func", "def function(): ..."})
    BOOST_TEST(!bound_names(other + "\n").contains("func"), "wrongly seen in: " << other);
}

BOOST_AUTO_TEST_CASE(inputs_that_are_surely_empty) {
  BOOST_TEST(line_of_empty_inputs("x = 1\ndef inputs(): return []\n").value_or(0) == 2);
  BOOST_TEST(line_of_empty_inputs("def inputs() -> list:\n\n    return [ ]  # none\n").value_or(0) == 1);
  BOOST_TEST(line_of_empty_inputs("def inputs():\n    return ()\n").value_or(0) == 1);
  BOOST_TEST(!line_of_empty_inputs("def inputs():\n    return [(1,)]\n").has_value());
  BOOST_TEST(!line_of_empty_inputs("def inputs():\n    return [] + more\n").has_value());
  BOOST_TEST(!line_of_empty_inputs("def other():\n    return []\n").has_value());
}

BOOST_AUTO_TEST_CASE(a_line_without_end_is_no_danger) {
  const std::string line(1'000'000, 'x');
  BOOST_TEST(bound_names("y = '" + line + "'\n").contains("y"));
  BOOST_TEST(!line_of_empty_inputs("def inputs(): return ['" + line + "']\n").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
