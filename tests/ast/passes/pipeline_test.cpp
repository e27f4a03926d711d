// Passes: source in, source out; and that programs stay what they are.
#include "ast/passes/pipeline.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "ast/parse/parse.hpp"
#include "ast/passes/pairs.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(pipeline_test)

BOOST_AUTO_TEST_CASE(return_statements) {
  check_pairs(
      "return_statements",
      {{"    return a\n", "    return a\n"},
       {"    a()\n", "    a()\n"},
       {"    if a:\n        return b\n    return c\n",
        "    do_return = False\n    return_value = None\n    if a:\n        return_value = b\n        do_return = "
        "True\n"
        "    if not do_return:\n        return_value = c\n        do_return = True\n    return return_value\n"},
       {"    'text'\n    if a:\n        return\n    b\n",
        "    \"\"\"text\"\"\"\n    do_return = False\n    return_value = None\n    if a:\n        return_value = None\n"
        "        do_return = True\n    if not do_return:\n        b\n    return return_value\n"},
       {"    for x in a:\n        while b:\n            return x\n        c\n    a\n",
        "    do_return = False\n    return_value = None\n    for x in a:\n        while b:\n            return_value = "
        "x\n"
        "            do_return = True\n            break\n        if do_return:\n            break\n        c\n"
        "    if not do_return:\n        a\n    return return_value\n"},
       {"    try:\n        return a\n    except b:\n        c\n    else:\n        a\n    b\n",
        "    do_return = False\n    return_value = None\n    try:\n        return_value = a\n        do_return = True\n"
        "    except b:\n        return_value = None\n        do_return = False\n        c\n    else:\n        if not "
        "do_return:\n            a\n"
        "    if not do_return:\n        b\n    return return_value\n"},
       {"    do_return = 1\n    if a:\n        return do_return\n    b\n",
        "    do_return_1 = False\n    return_value = None\n    do_return = 1\n    if a:\n        return_value = "
        "do_return\n"
        "        do_return_1 = True\n    if not do_return_1:\n        b\n    return return_value\n"},
       {"    return\n    yield\n",
        "    do_return = False\n    return_value = None\n    return_value = None\n    do_return = True\n"
        "    if not do_return:\n        yield\n    return return_value\n"}});
  BOOST_TEST(left_by("return_statements", "def f():\n  try: pass\n  finally:\n    return 1\n  a\n").at(0) ==
             "line 2: return in a finally clause");
}

BOOST_AUTO_TEST_CASE(break_statements) {
  check_pairs(
      "break_statements",
      {{"    while a:\n        b\n    else:\n        c\n", "    while a:\n        b\n    else:\n        c\n"},
       {"    while a or b:\n        if c:\n            break\n        a\n    else:\n        b\n    c\n",
        "    do_break = False\n    while not do_break and (a or b):\n        if c:\n            do_break = True\n"
        "        if not do_break:\n            a\n    if not do_break:\n        b\n    c\n"},
       {"    for x in a:\n        break\n",
        "    do_break = False\n    for x in ag__.until(a, lambda: do_break):\n        do_break = True\n"},
       {"    for x in a:\n        for y in x:\n            if b:\n                break\n        else:\n"
        "            break\n",
        "    do_break_1 = False\n    for x in ag__.until(a, lambda: do_break_1):\n        do_break = False\n"
        "        for y in ag__.until(x, lambda: do_break):\n            if b:\n                do_break = True\n"
        "        if not do_break:\n            do_break_1 = True\n"}});
  BOOST_TEST(left_by("break_statements", "async def f():\n  async for x in y:\n    break\n").at(0) ==
             "line 2: break out of an async for");
}

BOOST_AUTO_TEST_CASE(continue_statements) {
  check_pairs("continue_statements",
              {{"    for x in a:\n        if b:\n            continue\n        c\n",
                "    for x in a:\n        do_continue = False\n        if b:\n            do_continue = True\n"
                "        if not do_continue:\n            c\n"},
               {"    while a:\n        with b:\n            continue\n        c\n    else:\n        c\n",
                "    while a:\n        do_continue = False\n        with b:\n            do_continue = True\n"
                "        if not do_continue:\n            c\n    else:\n        c\n"}});
}

BOOST_AUTO_TEST_CASE(loop_else) {
  check_pairs(
      "loop_else",
      {{"    while a:\n        b\n    else:\n        c\n    a\n", "    while a:\n        b\n    c\n    a\n"},
       {"    for x in a:\n        for y in x:\n            b\n        else:\n            c\n",
        "    for x in a:\n        for y in x:\n            b\n        c\n"},
       {"    while a:\n        break\n    else:\n        c\n", "    while a:\n        break\n    else:\n        c\n"}});
  BOOST_TEST(left_by("loop_else", "def f():\n  for x in y:\n    break\n  else: z\n").at(0) ==
             "line 2: else clause of a loop with a break");
}

BOOST_AUTO_TEST_CASE(chained_comparisons) {
  check_pairs(
      "chained_comparisons",
      {{"    x = a < b\n", "    x = a < b\n"},
       {"    x = a() < b <= 1 is not c()\n", "    x = a() < b and b <= 1 and 1 is not c()\n"},
       {"    if not a < b < c:\n        pass\n", "    if not (a < b and b < c):\n        pass\n"},
       {"    x = a < b() < c\n", "    middle = b()\n    x = a < middle and middle < c\n"},
       {"    x = a() < b() < c\n", "    first = a()\n    middle = b()\n    x = first < middle and middle < c\n"},
       {"    while a < b() < c:\n        a\n",
        "    while True:\n        middle = b()\n        if not (a < middle and middle < c):\n            break\n"
        "        a\n"},
       {"    x = a and a < b() < c\n", "    x = a and a < b() < c\n"},
       {"    x = a < b < (b := c)\n", "    x = a < b < (b := c)\n"}});
}

BOOST_AUTO_TEST_CASE(asserts) {
  check_pairs("asserts", {{"    assert a\n", "    ag__.assert_stmt(a)\n"},
                          {"    if a:\n        assert a, f\"{b}\"\n",
                           "    if a:\n        ag__.assert_stmt(a, lambda: f\"{b}\")\n"}});
}

BOOST_AUTO_TEST_CASE(conditional_expressions) {
  check_pairs("conditional_expressions",
              {{"    x = a if b else c\n", "    x = ag__.if_exp(b, lambda: a, lambda: c)\n"},
               {"    return [a if x else b for x in c if a]\n",
                "    return [ag__.if_exp(x, lambda: a, lambda: b) for x in c if a]\n"},
               {"    return (x := a) if b else c\n", "    return (x := a) if b else c\n"},
               {"    return super().g if b else c\n", "    return super().g if b else c\n"}});
  BOOST_TEST(left_by("conditional_expressions", "def f():\n  x = (yield) if a else b\n").at(0) ==
             "line 2: a conditional value that cannot be deferred");
}

BOOST_AUTO_TEST_CASE(logical_expressions) {
  check_pairs("logical_expressions",
              {{"    x = a and b or not c\n", "    x = ag__.or_(ag__.and_(a, lambda: b), lambda: ag__.not_(c))\n"},
               {"    if a and b and c:\n        pass\n", "    if ag__.and_(a, lambda: b, lambda: c):\n        pass\n"},
               {"    def g(x=a or b):\n        return x\n", "    def g(x=ag__.or_(a, lambda: b)):\n        return x\n"},
               {"    a and (x := b)\n", "    a and (x := b)\n"},
               {"    return lambda: a or b\n", "    return lambda: ag__.or_(a, lambda: b)\n"}});
}

BOOST_AUTO_TEST_CASE(functions_are_lowered_wherever_they_are) {
  auto module = parse(
      "x = a or b\nclass A:\n  y = a or b\n  def f(self):\n    def g():\n      return a or b\n    class B:\n"
      "      z = a or b\n      def h(self): return a or b\n");
  BOOST_TEST(lower_in_steps(module, {"", {"logical_expressions"}}, {}).back().source ==
             "x = a or b\n\nclass A:\n    y = a or b\n\n    def f(self):\n        def g():\n"
             "            return ag__.or_(a, lambda: b)\n\n        class B:\n            z = a or b\n\n"
             "            def h(self):\n                return ag__.or_(a, lambda: b)\n");
}

BOOST_AUTO_TEST_CASE(passes_are_chosen_by_their_keys) {
  auto module = parse("def f():\n  while a:\n    if b: break\n    if c: continue\n    d\n");
  const auto steps = lower_in_steps(module, {"break_statements", {}}, {});
  BOOST_REQUIRE(steps.size() > 1);
  BOOST_TEST(steps.back().key == "break_statements");
  BOOST_TEST(steps.back().source.find("continue\n") != std::string::npos);
  BOOST_TEST(steps.back().statements == 9u);
  BOOST_CHECK_EXCEPTION(lower(module, {"brake", {}}, {}), UnknownPass, [](const UnknownPass& error) {
    return std::string(error.what()).starts_with("there is no pass 'brake'; there are match_statements, f_strings, ");
  });
}

BOOST_AUTO_TEST_CASE(what_a_pass_makes_points_at_what_it_stands_for) {
  auto module = parse("def f(a):\n\n  if a:\n\n    return 1\n\n  b()\n");
  lower(module, {"return_statements", {}}, {});
  const auto [text, origins] = print(module);
  std::vector<int> lines;
  for (const auto& range : origins) lines.push_back(range.line);
  const std::vector<int> expected{1, 3, 3, 3, 5, 5, 7, 7, 7};
  BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_lowered_program_does_what_it_did) {
  const std::string command =
      "'" DY2STAT_PYTHON_EXECUTABLE "' '" DY2STAT_SOURCE "/tests/ast/passes/behaviour.py' '" DY2STAT_SYNTAX_FOLDER "'";
  BOOST_TEST(std::system(command.c_str()) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
