// What statements do with names.
#include "ast/scopes/activity.hpp"

#include <boost/test/unit_test.hpp>

#include "ast/parse/parse.hpp"

namespace dy2stat::ast {
namespace {

std::string listed(const char* word, const NameSet& names) {
  std::string text;
  for (const auto& name : names) text += " " + name;
  return text.empty() ? "" : word + text + "; ";
}

std::string described(const Activity& activity) {
  return listed("reads", activity.read) + listed("writes", activity.written) +
         listed("perhaps", activity.perhaps_written) + listed("deletes", activity.deleted) +
         listed("annotates", activity.annotated) + listed("captures", activity.captured);
}

// Of the last statement of a function's body.
std::string activity_in_function(const std::string& body) {
  const auto module = parse("def f(a, b, c):\n  " + body + "\n");
  const SymbolTable table(module);
  return described(activity_of(as<FunctionDef>(module.body[0])->body.back(), table));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(activity_test)

BOOST_AUTO_TEST_CASE(simple_statements) {
  BOOST_TEST(activity_in_function("x = y = a + b.c") == "reads a b b.c; writes x y; ");
  BOOST_TEST(activity_in_function("self.x[0], *y = a") == "reads a self self.x; writes self.x[0] y; ");
  BOOST_TEST(activity_in_function("a[i + 1] = b") == "reads a b i; ");
  BOOST_TEST(activity_in_function("a.b += c['k']") == "reads a a.b c c[\"k\"]; writes a.b; ");
  BOOST_TEST(activity_in_function("del a, b.c, d[0]") == "reads b d; deletes a b.c d[0]; ");
  BOOST_TEST(activity_in_function("x: int = a") == "reads a int; writes x; annotates x; ");
  BOOST_TEST(activity_in_function("x: int") == "reads int; annotates x; ");
  BOOST_TEST(activity_in_function("import x.y, z as w") == "writes w x; ");
  BOOST_TEST(activity_in_function("return a[b][c]") == "reads a a[b] a[b][c] b c; ");
}

BOOST_AUTO_TEST_CASE(of_compound_statements_the_heading_counts) {
  BOOST_TEST(activity_in_function("if a < b:\n    x = c") == "reads a b; ");
  BOOST_TEST(activity_in_function("for i, j in a:\n    x = c") == "reads a; writes i j; perhaps i j; ");
  BOOST_TEST(activity_in_function("with a as x, b:\n    y = c") == "reads a b; writes x; ");
  BOOST_TEST(activity_in_function("try:\n    x = c\n  except a as e:\n    pass") == "reads a; writes e; perhaps e; ");
}

BOOST_AUTO_TEST_CASE(what_one_execution_may_leave_out_is_perhaps_written) {
  BOOST_TEST(activity_in_function("a and (x := b)") == "reads a b; writes x; perhaps x; ");
  BOOST_TEST(activity_in_function("(x := a) and b") == "reads a b; writes x; ");
  BOOST_TEST(activity_in_function("(x := a) if (y := b) else c") == "reads a b c; writes x y; perhaps x; ");
  BOOST_TEST(activity_in_function("a < (x := b) < (y := c)") == "reads a b c; writes x y; perhaps y; ");
}

BOOST_AUTO_TEST_CASE(functions_capture_and_comprehensions_read) {
  BOOST_TEST(activity_in_function("x = lambda y=a: y + b + len") == "reads a; writes x; captures b; ");
  BOOST_TEST(activity_in_function("x = [y + b for y in a if (z := y)]") ==
             "reads a b; writes x z; perhaps z; captures b z; ");
  BOOST_TEST(activity_in_function("def g(x=a):\n    return lambda: b") == "reads a; writes g; captures b; ");
  BOOST_TEST(activity_in_function("class A(a):\n    x = b\n    def g(self): return c") ==
             "reads a b; writes A; captures b c; ");
}

BOOST_AUTO_TEST_CASE(within_a_body_everything_counts_but_other_functions) {
  const auto module = parse("def f():\n  while a:\n    if b: x = 1\n    def g(): y = 2\n  return z\n");
  const SymbolTable table(module);
  BOOST_TEST(described(activity_within(as<FunctionDef>(module.body[0])->body, table)) == "reads a b z; writes g x; ");
}

BOOST_AUTO_TEST_CASE(qualified_names_are_told_apart_by_their_text) {
  const auto name = [](const std::string& source) {
    const auto module = parse(source + "\n");
    return qualified_name(*as<ExpressionStatement>(module.body[0])->value).value_or("(none)");
  };
  BOOST_TEST(name("a") == "a");
  BOOST_TEST(name("a.b[0]['k'][i].c") == "a.b[0][\"k\"][i].c");
  BOOST_TEST(name("f(a).b") == "(none)");
  BOOST_TEST(name("a[i + 1]") == "(none)");
  BOOST_TEST(name("a[1:2]") == "(none)");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
