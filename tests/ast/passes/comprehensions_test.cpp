// Comprehensions as loops, walrus as assignments, and what is taken out of expressions.
#include "ast/passes/pairs.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(comprehensions_test)

BOOST_AUTO_TEST_CASE(comprehensions_become_loops) {
  check_pairs(
      "comprehensions",
      {{"    return [x + 1 for x in a if x if b]\n",
        "    made = []\n    for x in a:\n        if x:\n            if b:\n                made.append(x + 1)\n"
        "    return made\n"},
       {"    return {x: c for x, y in a for c in y}\n",
        "    made = {}\n    for x, y in a:\n        for c_1 in y:\n            key = x\n            made[key] = c_1\n"
        "    return made\n"},
       {"    return {x for x in a}\n", "    made = {*()}\n    for x in a:\n        made.add(x)\n    return made\n"},
       {"    return [[y for y in x] for x in [z for z in a]]\n",
        "    made = []\n    for z in a:\n        made.append(z)\n    made_1 = []\n    for x in made:\n        made_2 = "
        "[]\n"
        "        for y in x:\n            made_2.append(y)\n        made_1.append(made_2)\n    return made_1\n"}});
}

BOOST_AUTO_TEST_CASE(a_generator_that_is_used_up_becomes_a_loop) {
  check_pairs(
      "comprehensions",
      {{"    return any(x for y in a for x in y)\n",
        "    found = False\n    for y in a:\n        for x in y:\n            if x:\n                found = True\n"
        "                break\n        if found:\n            break\n    return found\n"},
       {"    return all(x for x in a)\n",
        "    holds = True\n    for x in a:\n        if not x:\n            holds = False\n            break\n"
        "    return holds\n"},
       {"    return tuple(x for x in a), ''.join(x for x in b)\n",
        "    made = []\n    for x_1 in a:\n        made.append(x_1)\n    kept = tuple(made)\n    made_1 = []\n"
        "    for x_2 in b:\n        made_1.append(x_2)\n    return kept, \"\".join(made_1)\n"},
       {"    return a(x for x in b)\n", "    return a(x for x in b)\n"},
       {"    return any(next(x) for x in b)\n", "    return any(next(x) for x in b)\n"},
       {"    any = a\n    return any(x for x in b)\n", "    any = a\n    return any(x for x in b)\n"},
       {"    return [lambda: x for x in a]\n", "    return [lambda: x for x in a]\n"}});
}

BOOST_AUTO_TEST_CASE(a_loop_variable_with_another_use_is_renamed) {
  check_pairs(
      "comprehensions",
      {{"    x = 1\n    y = [x for x in a]\n    return x\n",
        "    x = 1\n    made = []\n    for x_1 in a:\n        made.append(x_1)\n    y = made\n    return x\n"},
       {"    y = [x for x in x]\n", "    made = []\n    for x_1 in x:\n        made.append(x_1)\n    y = made\n"}});
}

BOOST_AUTO_TEST_CASE(what_is_evaluated_before_is_kept) {
  check_pairs(
      "comprehensions",
      {{"    return b(a(), c.d, d, 1, *[x for x in a])\n",
        "    kept = a()\n    kept_1 = c.d\n    kept_2 = d\n    made = []\n    for x in a:\n        made.append(x)\n"
        "    return b(kept, kept_1, kept_2, 1, *made)\n"},
       {"    return b(*a(), [x for x in a])\n", "    return b(*a(), [x for x in a])\n"},
       {"    a.append([x for x in b])\n",
        "    made = []\n    for x in b:\n        made.append(x)\n    a.append(made)\n"},
       {"    d += [x for x in b]\n", "    made = []\n    for x in b:\n        made.append(x)\n    d += made\n"},
       {"    global d\n    d += [x for x in b]\n", "    global d\n    d += [x for x in b]\n"}});
  BOOST_TEST(left_by("comprehensions", "def f(a, b):\n  return a and [x for x in b]\n").at(0) ==
             "line 2: a comprehension that is perhaps not evaluated, or is after what cannot be kept");
}

BOOST_AUTO_TEST_CASE(walrus) {
  check_pairs("walrus",
              {{"    if (n := len(a)) > 1:\n        n\n", "    n = len(a)\n    if n > 1:\n        n\n"},
               {"    if a:\n        b\n    elif (n := c):\n        n\n",
                "    if a:\n        b\n    else:\n        n = c\n        if n:\n            n\n"},
               {"    while (n := a()) and n > 1:\n        n\n",
                "    while True:\n        n = a()\n        if not (n and n > 1):\n            break\n        n\n"},
               {"    return (n := a) + (n := b)\n", "    n = a\n    kept = n\n    n = b\n    return kept + n\n"},
               {"    return a, (a := b), a\n", "    kept = a\n    a = b\n    return kept, a, a\n"},
               {"    return a and (n := b)\n", "    return a and (n := b)\n"},
               {"    while (n := a()):\n        n\n    else:\n        b\n",
                "    while n := a():\n        n\n    else:\n        b\n"}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
