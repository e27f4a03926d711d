// Scopes and flow as text.
#include "ast/scopes/text.hpp"

#include <boost/test/unit_test.hpp>

#include "ast/parse/parse.hpp"
#include "ast/tree/to_source.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(text_test)

BOOST_AUTO_TEST_CASE(definitions_are_found_by_their_qualified_names) {
  const auto module = parse(
      "class A:\n  def f(self):\n    def g(): pass\n    return g\n  class B:\n    x = 1\n"
      "if a:\n  def h(): return 1\nelse:\n  def h(): return 2\n");
  const auto found = [&](const std::string& name) {
    const auto* statement = find_definition(module, name);
    return statement ? heading(*statement) + " " + std::to_string(statement->range.line) : "none";
  };
  BOOST_TEST(found("A") == "class A: 1");
  BOOST_TEST(found("A.f") == "def f(self): 2");
  BOOST_TEST(found("A.f.<locals>.g") == "def g(): 3");
  BOOST_TEST(found("A.B") == "class B: 5");
  BOOST_TEST(found("h") == "def h(): 10");
  BOOST_TEST(found("A.g") == "none");
  BOOST_TEST(found("f") == "none");
}

BOOST_AUTO_TEST_CASE(scopes_are_shown_with_what_names_are) {
  const auto module = parse("def f(a):\n  global b\n  b = lambda: a\n");
  BOOST_TEST(scopes_text(SymbolTable(module).module()) ==
             "module\n  b  global, declared global\n  f  local, assigned\n"
             "  function f  line 1\n    a  cell, parameter\n    b  global, assigned, declared global\n"
             "    lambda f.<locals>.<lambda>  line 3\n      a  free, read\n");
}

BOOST_AUTO_TEST_CASE(flow_is_shown_with_what_holds) {
  const auto module = parse("def f(a):\n  if a:\n    x = g(a)\n  return x\n  x\n");
  const SymbolTable table(module);
  const auto flows = flows_of(module, table);
  BOOST_REQUIRE(flows.size() == 2u);
  BOOST_TEST(flows[0].name == "<module>");
  BOOST_TEST(flows[1].name == "f");
  BOOST_TEST(flow_text(flows[1]) ==
             "0  entry  -> 2\n       writes a\n       live after: a g x\n"
             "1  exit\n"
             "2  if a  -> yes 3, no 4\n       reads a\n       bound before: a\n       live after: a g x\n"
             "3  x = g(a)  -> 4\n       reads a g\n       writes x\n       bound before: a\n       live after: x\n"
             "4  return x  -> 1\n       reads x\n       bound before: a\n"
             "5  x  -> 1\n       nothing leads here\n");
}

BOOST_AUTO_TEST_CASE(dot_shows_nodes_and_edges) {
  const auto module = parse("def f(a):\n  if a == \"x\":\n    raise 1\n");
  const SymbolTable table(module);
  BOOST_TEST(
      to_dot(flows_of(module.body[0], table)) ==
      "digraph {\n  node [shape=box, fontname=\"monospace\"];\n  subgraph cluster_0 {\n    label=\"f\";\n"
      "    n0_0 [label=\"entry\", shape=ellipse];\n    n0_0 -> n0_2;\n    n0_1 [label=\"exit\", shape=ellipse];\n"
      "    n0_2 [label=\"if a == \\\"x\\\"\"];\n    n0_2 -> n0_3 [label=\"yes\"];\n    n0_2 -> n0_1 [label=\"no\"];\n"
      "    n0_3 [label=\"raise 1\"];\n    n0_3 -> n0_1 [label=\"raised\", style=dotted];\n  }\n}\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
