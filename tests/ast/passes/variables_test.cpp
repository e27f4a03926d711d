// Variables that may have no value.
#include "ast/passes/pairs.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(variables_test)

BOOST_AUTO_TEST_CASE(reading_a_variable_that_may_have_no_value_asks) {
  check_pairs("variables", {{"    if a:\n        x = 1\n    x += b(x)\n    x\n",
                             "    x = ag__.Undefined(\"x\")\n    if a:\n        x = 1\n    ag__.ld(x)\n"
                             "    x += b(ag__.ld(x))\n    x\n"},
                            {"    x = 1\n    return x\n", "    x = 1\n    return x\n"},
                            {"    if a:\n        x = 1\n", "    if a:\n        x = 1\n"},
                            {"    \"\"\"text\"\"\"\n    x = 1\n    del x, a[0]\n    return x\n",
                             "    \"\"\"text\"\"\"\n    x = ag__.Undefined(\"x\")\n    x = 1\n    ag__.ld(x)\n"
                             "    x = ag__.Undefined(\"x\")\n    del a[0]\n    return ag__.ld(x)\n"},
                            {"    del a\n    return a\n",
                             "    ag__.ld(a)\n    a = ag__.Undefined(\"a\")\n    return ag__.ld(a)\n"}});
}

BOOST_AUTO_TEST_CASE(functions_within_ask_in_their_own_way) {
  check_pairs(
      "variables",
      {{"    if a:\n        x = 1\n    x\n    return lambda y=x: x, (x for z in x), lambda x: x\n",
        "    x = ag__.Undefined(\"x\")\n    if a:\n        x = 1\n    ag__.ld(x)\n"
        "    return lambda y=ag__.ld(x): ag__.ld_free(x), (ag__.ld_free(x) for z in ag__.ld(x)), lambda x: x\n"},
       {"    if a:\n        x = 1\n    x\n\n    def g(x):\n        return x\n\n    def h():\n        return x\n",
        "    x = ag__.Undefined(\"x\")\n    if a:\n        x = 1\n    ag__.ld(x)\n\n    def g(x):\n"
        "        return x\n\n    def h():\n        return ag__.ld_free(x)\n"},
       {"    if a:\n        x = 1\n    return ag__.and_(a, lambda: x)\n",
        "    x = ag__.Undefined(\"x\")\n    if a:\n        x = 1\n"
        "    return ag__.and_(a, lambda: ag__.ld(x))\n"}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
