// Statements as functions.
#include "ast/passes/pairs.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(control_flow_test)

BOOST_AUTO_TEST_CASE(bodies_become_functions_that_share_variables) {
  check_pairs("control_flow", {{R"(    if a:
        b = 1
    else:
        c = 2
    return b
)",
                                R"(    def get_state():
        return b,

    def set_state(state):
        nonlocal b
        b, = state

    def if_body():
        nonlocal b
        b = 1

    def else_body():
        nonlocal c
        c = 2
    ag__.if_stmt(a, if_body, else_body, get_state, set_state, ("b",), 1)
    return b
)"},
                               {R"(    while a:
        a -= 1
)",
                                R"(    def get_state():
        return a,

    def set_state(state):
        nonlocal a
        a, = state

    def loop_test():
        return a

    def loop_body():
        nonlocal a
        a -= 1
    ag__.while_stmt(loop_test, loop_body, get_state, set_state, ("a",), {})
)"},
                               {R"(    for (a, c.x) in b:
        global d
        d: int = a
)",
                                R"(    global d

    def get_state():
        return ()

    def set_state(state):
        pass

    def loop_body(item):
        global d
        nonlocal a
        a, c.x = item
        d = a
    ag__.for_stmt(b, None, loop_body, get_state, set_state, (), {})
)"}});
}

BOOST_AUTO_TEST_CASE(a_variable_that_may_have_no_value_holds_undefined) {
  check_pairs("control_flow", {{R"(    if a:
        x = 1
    b(x)
)",
                                R"(    x = ag__.Undefined("x")

    def get_state():
        return x,

    def set_state(state):
        nonlocal x
        x, = state

    def if_body():
        nonlocal x
        x = 1

    def else_body():
        pass
    ag__.if_stmt(a, if_body, else_body, get_state, set_state, ("x",), 1)
    b(ag__.ld(x))
)"}});
}

BOOST_AUTO_TEST_CASE(what_break_statements_makes_is_asked_before_each_round) {
  auto module = parse("def f(a, b):\n    for x in a:\n        if b: break\n");
  const auto source =
      lower_in_steps(module, {"", {"break_statements", "control_flow"}}, {python_minor()}).back().source;
  BOOST_TEST(source.find("    def extra_test():\n        return not do_break\n") != std::string::npos);
  BOOST_TEST(source.find("ag__.for_stmt(a, extra_test, loop_body, ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_moved_stays) {
  const auto why = [](const std::string& body) {
    const auto left = left_by("control_flow", "def f(a, b):\n" + body);
    return left.empty() ? "nothing was left" : left.front();
  };
  BOOST_TEST(why("    if a:\n        return b\n") == "line 2: a jump out of a body");
  BOOST_TEST(why("    for x in a:\n        if x: break\n") == "line 3: a jump out of a body");
  BOOST_TEST(why("    if a:\n        yield\n") == "line 2: yield or await in a body");
  BOOST_TEST(why("    while (yield):\n        b\n") == "line 2: yield or await in a body");
  BOOST_TEST(why("    if (yield):\n        b\n") == "nothing was left");
  BOOST_TEST(why("    raise a\n    if a:\n        x = 1\n") == "line 3: nothing leads here");
  BOOST_TEST(why("    for x in a:\n        b\n    else:\n        a\n") == "line 2: the else clause of a loop");
  BOOST_TEST(why("    if a:\n        b()\n    return locals()\n") ==
             "line 2: a function that looks at its frame (super(), locals(), stacklevel=)");
  BOOST_TEST(
      why("    e = a\n    for x in a:\n        try:\n            b(e)\n        except b as e:\n            a\n") ==
      "line 3: the name of an except clause, which is read later");
  BOOST_TEST(why("    if a:\n        x = 1\n    def g():\n        nonlocal x\n        del x\n") ==
             "line 2: a function within that deletes a variable");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
