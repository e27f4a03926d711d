// Going through trees, comparing and copying them.
#include "ast/tree/visit.hpp"

#include <boost/test/unit_test.hpp>

#include "ast/parse/parse.hpp"
#include "ast/tree/outline.hpp"
#include "ast/tree/to_source.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(visit_test)

BOOST_AUTO_TEST_CASE(equal_trees_are_equal_wherever_they_were_written) {
  const auto tree = parse("def f(a, b=1):\n  return {a: [b, *c]}\n");
  BOOST_TEST((tree == parse("\n\ndef f(a,b  =  1): return {a : [b,*c]}")));
  for (const char* other : {"def f(a, b=2):\n  return {a: [b, *c]}\n", "def f(a, *, b=1):\n  return {a: [b, *c]}\n",
                            "async def f(a, b=1):\n  return {a: [b, *c]}\n", "def f(a, b=1):\n  return {a: [b, c]}\n",
                            "def f(a, b=1):\n  return {a: [b, *c]}\nx\n", "def f(a, b):\n  return {a: [b, *c]}\n",
                            "def f(a, b='1'):\n  return {a: [b, *c]}\n", "def f(a, b=1.0):\n  return {a: [b, *c]}\n"})
    BOOST_TEST(!(tree == parse(other)), other);
}

BOOST_AUTO_TEST_CASE(a_copy_is_a_tree_of_its_own) {
  const auto tree = parse("x = f(a)\n");
  auto copy = tree;
  as<Assign>(copy.body[0])->value = Expression{Name{"changed"}, {}};
  BOOST_TEST(to_source(copy) == "x = changed\n");
  BOOST_TEST(to_source(tree) == "x = f(a)\n");
  BOOST_TEST((tree.body[0].range == copy.body[0].range));
}

BOOST_AUTO_TEST_CASE(a_part_can_take_the_place_of_the_whole) {
  auto tree = parse("x = a + b\n");
  auto& value = as<Assign>(tree.body[0])->value;
  value = as<BinOp>(*value)->left;
  BOOST_TEST(to_source(tree) == "x = a\n");
}

BOOST_AUTO_TEST_CASE(everything_below_is_walked_in_order) {
  std::string names;
  walk(parse("@a\ndef f(b: c = d) -> e:\n  with g as h:\n    i[j:k] = lambda l=m: n\n  try: o\n  except p: q\n"),
       [&](const auto& node) {
         if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Expression>)
           if (const auto* name = as<Name>(node)) names += name->id;
       });
  BOOST_TEST(names == "cdghijkmnopqae");
}

BOOST_AUTO_TEST_CASE(the_bodies_of_a_statement_are_found) {
  const auto bodies = [](const std::string& source) {
    std::string found;
    for_each_body(parse(source).body[0], [&](const Body& body) { found += body.empty() ? "-" : to_source(body[0]); });
    return found;
  };
  BOOST_TEST(bodies("if a: b\nelse: c\n") == "b\nc\n");
  BOOST_TEST(bodies("while a: b\n") == "b\n-");
  BOOST_TEST(bodies("try: a\nexcept b: c\nexcept d: e\nelse: f\nfinally: g\n") == "a\nc\ne\nf\ng\n");
  BOOST_TEST(bodies("x = 1\n") == "");
}

BOOST_AUTO_TEST_CASE(the_outline_shows_kinds_places_and_fields) {
  BOOST_TEST(outline(parse("async def f(a, *b):\n    if a is not -1:\n        return 'x'\n")) ==
             "Module\n"
             "  body\n"
             "    AsyncFunctionDef 1:0-3:18 f is_async\n"
             "      args\n"
             "        arg 1:12-1:13 a\n"
             "        arg 1:16-1:17 b *\n"
             "      body\n"
             "        If 2:4-3:18\n"
             "          test\n"
             "            Compare 2:7-2:18 IsNot\n"
             "              left\n"
             "                Name 2:7-2:8 a\n"
             "              comparators\n"
             "                UnaryOp 2:16-2:18 USub\n"
             "                  operand\n"
             "                    Constant 2:17-2:18 1\n"
             "          body\n"
             "            Return 3:8-3:18\n"
             "              value\n"
             "                Constant 3:15-3:18 \"x\"\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
