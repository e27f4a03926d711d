// What names are. That it is what CPython says is checked on whole libraries: syntax_corpus_test.
#include "ast/scopes/symbols.hpp"

#include <boost/test/unit_test.hpp>

#include "ast/parse/parse.hpp"

namespace dy2stat::ast {
namespace {

// "a local, b free": of a scope, by name.
std::string described(const Scope& scope) {
  std::string text;
  for (const auto& [name, symbol] : scope.symbols)
    text += (text.empty() ? "" : ", ") + name + " " + std::string(name_of(symbol.binding));
  return text;
}

const Scope& scope_named(const Scope& scope, const std::string& qualified_name) {
  for (const auto& child : scope.children) {
    if (child->qualified_name == qualified_name) return *child;
    if (const auto& found = scope_named(*child, qualified_name); found.kind != Scope::Kind::module) return found;
  }
  const auto* module = &scope;
  while (module->parent) module = module->parent;
  return *module;
}

std::string names_in(const std::string& source, const std::string& qualified_name) {
  const auto module = parse(source);
  const SymbolTable table(module);
  return described(qualified_name.empty() ? table.module() : scope_named(table.module(), qualified_name));
}

std::string refusal_of(const std::string& source) {
  const auto module = parse(source);
  try {
    const SymbolTable table(module);
  } catch (const ScopeError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(symbols_test)

BOOST_AUTO_TEST_CASE(a_captured_name_is_a_cell_and_free_within) {
  const std::string source =
      "def f(a, b):\n  c = a\n  def g():\n    def h(): return b\n    return h\n  return g, len\n";
  BOOST_TEST(names_in(source, "f") == "a local, b cell, c local, g local, len implicit");
  BOOST_TEST(names_in(source, "f.<locals>.g") == "b free, h local");
  BOOST_TEST(names_in(source, "f.<locals>.g.<locals>.h") == "b free");
  BOOST_TEST(names_in(source, "") == "f local");
}

BOOST_AUTO_TEST_CASE(global_and_nonlocal_are_obeyed) {
  const std::string source =
      "def f():\n  x = y = 1\n  def g():\n    global x\n    nonlocal y\n    x = y = 2\n    def h(): return x, y\n";
  BOOST_TEST(names_in(source, "f") == "g local, x local, y cell");
  BOOST_TEST(names_in(source, "f.<locals>.g") == "h local, x global, y free");
  BOOST_TEST(names_in(source, "f.<locals>.g.<locals>.h") == "x implicit, y free");
}

BOOST_AUTO_TEST_CASE(functions_do_not_see_into_class_bodies) {
  const std::string source =
      "def f(x):\n  class A:\n    x = x\n    y = 1\n    def g(self): return x, y, __class__, super\n";
  BOOST_TEST(names_in(source, "f.<locals>.A") == "g local, x local, y local");
  BOOST_TEST(names_in(source, "f.<locals>.A.g") == "__class__ free, self local, super implicit, x free, y implicit");
}

BOOST_AUTO_TEST_CASE(a_comprehension_has_a_scope_but_for_its_first_iterable) {
  const std::string source = "def f(a, b):\n  return [x for x in a for y in b if (c := x)]\n";
  BOOST_TEST(names_in(source, "f") == "a local, b cell, c cell");
  BOOST_TEST(names_in(source, "f.<locals>.<listcomp>") == ".0 local, b free, c free, x local, y local");
  BOOST_TEST(names_in("[(a := b) for b in c]\n", "") == "a global, c implicit");
}

BOOST_AUTO_TEST_CASE(private_names_are_mangled) {
  const std::string source = "class _A:\n  __x = 1\n  def __f(self, __y): return __x, __z__, self.__w\n";
  BOOST_TEST(names_in(source, "_A") == "_A__f local, _A__x local");
  BOOST_TEST(names_in(source, "_A.__f") == "_A__x implicit, _A__y local, __z__ implicit, self local");
  BOOST_TEST(mangled("__", "__x") == "__x");
  const auto module = parse(source);
  const SymbolTable table(module);
  BOOST_REQUIRE(scope_named(table.module(), "_A").find("__x"));
  BOOST_TEST(scope_named(table.module(), "_A").find("__x")->is_assigned);
}

BOOST_AUTO_TEST_CASE(every_binding_statement_binds) {
  BOOST_TEST(names_in("def f():\n  import a.b, c.d as e\n  from x import g as h\n  with i as (j, [k]): pass\n"
                      "  for l, *m in n: pass\n  try: pass\n  except o as p: pass\n  del q\n  r += 1\n  s: t = u\n"
                      "  v: int\n  (w): int\n  x.y = z[0] = 1\n  class A: pass\n",
                      "f") ==
             "A local, a local, e local, h local, i implicit, int implicit, j local, k local, l local, m local, n "
             "implicit, o implicit, p local, q local, r local, s local, t implicit, u implicit, v local, x implicit, z "
             "implicit");
  if (python_minor() >= 10)
    BOOST_TEST(names_in("def f():\n  match a:\n    case [b, *c] | {1: d, **e} as g if h: pass\n", "f") ==
               "a implicit, b local, c local, d local, e local, g local, h implicit");
}

BOOST_AUTO_TEST_CASE(annotations_count_only_if_they_are_evaluated) {
  BOOST_TEST(names_in("def f(a: b) -> c:\n  d: e = 1\n", "") == "b implicit, c implicit, f local");
  BOOST_TEST(names_in("from __future__ import annotations\ndef f(a: b) -> c:\n  d: e = 1\n", "") ==
             "annotations local, f local");
  BOOST_TEST(names_in("from __future__ import annotations\ndef f(a: b) -> c:\n  d: e = 1\n", "f") ==
             "a local, d local");
}

BOOST_AUTO_TEST_CASE(type_parameters_have_a_scope_around) {
  if (python_minor() < 12) return;
  const std::string source = "def f[T: int](a: T) -> T:\n  b: T = a\n";
  const auto module = parse(source);
  const SymbolTable table(module);
  const auto& around = *table.module().children[0];
  BOOST_TEST(described(around) == "T cell");
  BOOST_TEST((around.kind == Scope::Kind::type_parameters));
  BOOST_TEST(described(*table.scope_of(&module.body[0])) == "T free, a local, b local");
}

BOOST_AUTO_TEST_CASE(what_python_refuses_is_refused) {
  BOOST_TEST(refusal_of("def f():\n  nonlocal x\n") == "no binding for nonlocal 'x' found");
  BOOST_TEST(refusal_of("nonlocal x\n") == "nonlocal declaration not allowed at module level");
  BOOST_TEST(refusal_of("def f():\n  x = 1\n  def g():\n    global x\n    nonlocal x\n") ==
             "name 'x' is nonlocal and global");
  BOOST_TEST(refusal_of("class A:\n  [x := y for y in z]\n") ==
             "assignment expression within a comprehension cannot be used in a class body");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
