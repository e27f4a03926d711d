// Flow graphs of small functions, and what holds in them.
#include "ast/scopes/flow_graph.hpp"

#include <boost/test/unit_test.hpp>

#include "ast/parse/parse.hpp"
#include "ast/scopes/data_flow.hpp"

namespace dy2stat::ast {
namespace {

// A function's graph with the tree that it points into.
struct Flow {
  Module module;
  SymbolTable table;
  FlowGraph graph;
  DataFlow data;

  explicit Flow(const std::string& body, NameSet captured = {})
      : module(parse("def f(a, b):\n  " + body + "\n")),
        table(module),
        graph(flow_graph(module.body[0], table)),
        data(graph, std::move(captured)) {}

  // The node with this text; the last one if there are several.
  int node(const std::string& text) const {
    int found = -1;
    for (std::size_t k = 0; k < graph.nodes.size(); ++k)
      if (graph.nodes[k].text == text) found = static_cast<int>(k);
    BOOST_REQUIRE_MESSAGE(found >= 0, "there is no node " << text << " in\n" << to_text(graph));
    return found;
  }
  std::string definitions(const std::string& at, const std::string& name) const {
    std::string text;
    for (const int one : data.definitions_before(node(at), name))
      text += graph.nodes[static_cast<std::size_t>(one)].text + "; ";
    return text;
  }
};

std::string joined(const NameSet& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

std::string graph_text(const std::string& body) {
  return to_text(Flow(body).graph);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flow_graph_test)

BOOST_AUTO_TEST_CASE(branches_join) {
  BOOST_TEST(graph_text("if a:\n    x = 1\n  else:\n    x = 2\n  return x") ==
             "0  entry  -> 2\n1  exit\n2  if a  -> yes 3, no 4\n3  x = 1  -> 5\n4  x = 2  -> 5\n5  return x  -> 1\n");
}

BOOST_AUTO_TEST_CASE(loops_go_round) {
  BOOST_TEST(graph_text("while a:\n    if b: break\n    if a: continue\n    b\n  else:\n    a") ==
             "0  entry  -> 2\n1  exit\n2  while a  -> yes 3, no 8\n3  if b  -> yes 4, no 5\n4  break  -> 1\n"
             "5  if a  -> yes 6, no 7\n6  continue  -> 2\n7  b  -> 2\n8  a  -> 1\n");
  BOOST_TEST(
      graph_text("for x, y in a:\n    b") ==
      "0  entry  -> 2\n1  exit\n2  for x, y in a  -> 3\n3  next item  -> yes 4, no 1\n4  (x, y)  -> 5\n5  b  -> 3\n");
  BOOST_TEST(graph_text("while True:\n    if a: return b") ==
             "0  entry  -> 2\n1  exit\n2  while True  -> yes 3\n3  if a  -> yes 4, no 2\n4  return b  -> 1\n");
}

BOOST_AUTO_TEST_CASE(exceptions_lead_to_handlers) {
  BOOST_TEST(graph_text("try:\n    a\n  except b as e:\n    e\n  else:\n    x = 1") ==
             "0  entry  -> 3\n1  exit\n2  except  -> 5\n3  a  -> raised 2, 4\n4  x = 1  -> 1\n"
             "5  except b as e  -> yes 6, no 1\n6  e  -> 7\n7  del e  -> 1\n");
  BOOST_TEST(graph_text("raise a") == "0  entry  -> 2\n1  exit\n2  raise a  -> raised 1\n");
}

BOOST_AUTO_TEST_CASE(every_way_out_runs_finally) {
  BOOST_TEST(graph_text("try:\n    if a: return b\n  finally:\n    c") ==
             "0  entry  -> 3\n1  exit\n2  finally, after an exception  -> 6\n3  if a  -> raised 2, yes 4, no 7\n"
             "4  return b  -> raised 2, 5\n5  c  -> 1\n6  c  -> raised 1\n7  c  -> 1\n");
  BOOST_TEST(
      graph_text("for x in a:\n    try:\n      break\n    except b as e:\n      continue\n    finally:\n      c") ==
      " 0  entry  -> 2\n 1  exit\n 2  for x in a  -> 3\n 3  next item  -> yes 4, no 1\n 4  x  -> 7\n"
      " 5  finally, after an exception  -> 13\n 6  except  -> 9\n 7  break  -> raised 6, 8\n 8  c  -> 1\n"
      " 9  except b as e  -> raised 5, yes 10, no 5\n10  continue  -> raised 5, 11\n"
      "11  del e  -> raised 5, 12\n12  c  -> 3\n13  c  -> raised 1\n");
}

BOOST_AUTO_TEST_CASE(cases_are_tried_in_turn) {
  if (python_minor() < 10) return;
  BOOST_TEST(graph_text("match a:\n    case [x] if x: b\n    case _: a\n  b") ==
             "0  entry  -> 2\n1  exit\n2  match a  -> 3\n3  case [x] if x  -> yes 4, no 5\n4  b  -> 7\n"
             "5  case _  -> yes 6\n6  a  -> 7\n7  b  -> 1\n");
}

BOOST_AUTO_TEST_CASE(what_nothing_leads_to_is_not_reachable) {
  const Flow flow("return a\n  x = 1");
  BOOST_TEST(!flow.graph.reachable()[static_cast<std::size_t>(flow.node("x = 1"))]);
  BOOST_TEST(flow.graph.reachable()[static_cast<std::size_t>(flow.node("return a"))]);
}

BOOST_AUTO_TEST_CASE(live_names_may_still_be_read) {
  const Flow flow("x = a\n  y = b\n  while x:\n    x = y\n    z = 1\n  return a");
  BOOST_TEST(joined(flow.data.live_before(FlowGraph::entry)) == "");
  BOOST_TEST(joined(flow.data.live_before(flow.node("x = a"))) == "a b");
  BOOST_TEST(joined(flow.data.live_after(flow.node("y = b"))) == "a x y");
  BOOST_TEST(joined(flow.data.live_after(flow.node("z = 1"))) == "a x y");
  BOOST_TEST(joined(flow.data.live_after(flow.node("return a"))) == "");
  const Flow captured("x = a", {"x"});
  BOOST_TEST(joined(captured.data.live_after(captured.node("x = a"))) == "x");
}

BOOST_AUTO_TEST_CASE(live_is_what_a_handler_reads_of_before_the_exception) {
  const Flow flow("x = 1\n  try:\n    x = a()\n  except E:\n    pass\n  return x");
  BOOST_TEST(joined(flow.data.live_before(flow.node("x = a()"))) == "E a x");
}

BOOST_AUTO_TEST_CASE(surely_bound_is_what_every_way_binds) {
  const Flow flow("if a:\n    x = y = 1\n  else:\n    x = 2\n  for i in b:\n    z = i\n  return x");
  BOOST_TEST(joined(flow.data.surely_bound_before(flow.node("return x"))) == "a b x");
  BOOST_TEST(joined(flow.data.surely_bound_before(flow.node("z = i"))) == "a b i x");
  BOOST_TEST(flow.data.perhaps_unbound_before(flow.node("return x"), "z"));
  BOOST_TEST(!flow.data.perhaps_unbound_before(flow.node("return x"), "x"));
  const Flow deleted("x = 1\n  del x\n  return x");
  BOOST_TEST(joined(deleted.data.surely_bound_before(deleted.node("return x"))) == "a b");
  const Flow tried("try:\n    x = a()\n  except E as e:\n    e\n  return x");
  BOOST_TEST(joined(tried.data.surely_bound_before(tried.node("return x"))) == "a b");
  const Flow condition("a and (x := b)\n  return x");
  BOOST_TEST(joined(condition.data.surely_bound_before(condition.node("return x"))) == "a b");
}

BOOST_AUTO_TEST_CASE(definitions_reach_until_the_next_one) {
  const Flow flow("x = 1\n  while a:\n    x = x + 1\n    a = 0\n  y = x");
  BOOST_TEST(flow.definitions("y = x", "x") == "x = 1; x = x + 1; ");
  BOOST_TEST(flow.definitions("while a", "a") == "entry; a = 0; ");
  BOOST_TEST(flow.definitions("x = 1", "x") == "");
  BOOST_TEST(flow.definitions("a = 0", "x") == "x = x + 1; ");
  const Flow perhaps("x = 1\n  a and (x := 2)\n  y = x");
  BOOST_TEST(perhaps.definitions("y = x", "x") == "x = 1; a and (x := 2); ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
