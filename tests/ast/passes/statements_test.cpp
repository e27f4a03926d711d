// Match statements, f-strings, star arguments and augmented assignments.
#include "ast/passes/pairs.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(statements_test)

BOOST_AUTO_TEST_CASE(f_strings) {
  check_pairs("f_strings",
              {{"    return f'{a}: {b!r:>{c}.{a}}'\n", "    return \"{}: {!r:>{}.{}}\".format(a, b, c, a)\n"},
               {"    return f''\n", "    return \"\"\n"},
               {"    return f'{{a}}'\n", "    return \"{{a}}\".format()\n"},
               {"    return f'{a}-{b()}{c}'\n", "    return \"{}-\".format(a) + \"{}{}\".format(b(), c)\n"},
               {"    return f\"{f'{a}'}\"\n", "    return \"{}\".format(\"{}\".format(a))\n"}});
}

BOOST_AUTO_TEST_CASE(star_arguments) {
  check_pairs("star_arguments",
              {{"    a(*(b, *c), *[a], **{'x': b, 'y': c}, z=a)\n", "    a(b, *c, a, x=b, y=c, z=a)\n"},
               {"    a(**{'x': b}, **{'x': c})\n", "    a(x=b, **{\"x\": c})\n"},
               {"    a(**{'not a name': b}, **{'class': b})\n", "    a(**{\"not a name\": b}, **{\"class\": b})\n"}});
  BOOST_TEST(left_by("star_arguments", "def f(*a):\n  g(*a)\n").at(0) == "line 2: arguments that are not written out");
}

BOOST_AUTO_TEST_CASE(augmented_assignment) {
  check_pairs("augmented_assignment",
              {{"    a.b += c\n", "    value = a.b\n    value += c\n    a.b = value\n"},
               {"    a()[b, 1:c()] -= c\n",
                "    base = a()\n    index = c()\n    value = base[b, 1:index]\n    value -= c\n"
                "    base[b, 1:index] = value\n"},
               {"    d[e] *= c\n",
                "    base = d\n    index = e\n    value = base[index]\n    value *= c\n    base[index] = value\n"},
               {"    a += b\n", "    a += b\n"}});
}

BOOST_AUTO_TEST_CASE(match_statements) {
  if (python_minor() < 10) return;
  check_pairs(
      "match_statements",
      {{"    match a:\n        case 1 | 'x':\n            b\n        case None as d:\n            c\n        case _:\n"
        "            a\n",
        "    subject = a\n    if subject == 1 or subject == \"x\":\n        b\n    elif subject is None:\n"
        "        d = subject\n        c\n    else:\n        a\n"},
       {"    match a:\n        case 1 if b:\n            b\n        case c if c:\n            c\n",
        "    subject = a\n    if subject == 1 and b:\n        b\n    else:\n        c = subject\n        if c:\n"
        "            c\n"},
       {"    match a:\n        case 1 as x if x:\n            b\n        case y:\n            c\n",
        "    subject = a\n    matched = False\n    if subject == 1:\n        x = subject\n        if x:\n"
        "            matched = True\n    if matched:\n        b\n    else:\n        y = subject\n        c\n"},
       {"    match a:\n        case [1, x]:\n            b\n", "    match a:\n        case [1, x]:\n            b\n"}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
