// Source in, source out.
#include "ast/tree/to_source.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <set>

#include "ast/parse/parse.hpp"
#include "ast/sources.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

std::string printed(const std::string& source) {
  return to_source(parse(source), {python_minor()});
}

template <class... Nodes>
void add_kinds(std::set<std::string_view>& kinds, std::variant<Nodes...>*) {
  const auto add = [&]<class Node>(Node*) {
    kinds.insert(Node::kind);
    if constexpr (requires { Node::flag; }) kinds.insert(Node::flagged_kind);
  };
  (add(static_cast<Nodes*>(nullptr)), ...);
}

template <class Sum>
std::set<std::string_view> all_kinds() {
  std::set<std::string_view> kinds;
  add_kinds(kinds, static_cast<decltype(Sum::node)*>(nullptr));
  return kinds;
}

void check_all_seen(const std::set<std::string_view>& kinds, const std::set<std::string_view>& seen) {
  for (const auto kind : kinds) BOOST_CHECK_MESSAGE(seen.contains(kind), kind << " is in no sample");
}

// What one source is printed as where it is written otherwise.
struct Pair {
  const char *in, *out;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(to_source_test)

BOOST_AUTO_TEST_CASE(what_is_printed_is_printed_again_just_so) {
  for (const auto& [minor, sources] : as_printed)
    if (minor <= python_minor())
      for (const std::string source : sources) {
        BOOST_TEST_INFO("source: " << source);
        const auto tree = parse(source);
        const auto text = to_source(tree, {python_minor()});
        BOOST_TEST(text == source);
        BOOST_TEST((parse(text) == tree));
      }
}

BOOST_AUTO_TEST_CASE(the_samples_have_every_kind_of_node) {
  std::set<std::string_view> seen;
  for (const auto& [minor, sources] : as_printed)
    if (minor <= python_minor())
      for (const std::string source : sources)
        walk(parse(source), [&](const auto& node) { seen.insert(kind_of(node)); });
  auto expressions = all_kinds<Expression>(), statements = all_kinds<Statement>();
  if (python_minor() < 14) expressions.erase("TemplateStr"), expressions.erase("Interpolation");
  if (python_minor() < 12) statements.erase("TypeAlias");
  if (python_minor() < 11) statements.erase("TryStar");
  if (python_minor() < 10) statements.erase("Match");
  check_all_seen(expressions, seen);
  check_all_seen(statements, seen);
  if (python_minor() >= 10) check_all_seen(all_kinds<Pattern>(), seen);
  if (python_minor() >= 12) check_all_seen(all_kinds<TypeParameter>(), seen);
}

BOOST_AUTO_TEST_CASE(superfluous_parentheses_and_comments_go) {
  const Pair pairs[] = {
      {"x = ((a) + (b * c))  # text\n", "x = a + b * c\n"},
      {"if (a): pass\n", "if a:\n    pass\n"},
      {"(a, b) = (c, d)\n", "a, b = c, d\n"},
      {"for (a, b) in (c): pass\n", "for a, b in c:\n    pass\n"},
      {"return_ = (a) if (b) else (c)\n", "return_ = a if b else c\n"},
      {"while (a := b): pass\n", "while a := b:\n    pass\n"},
      {"with (a): pass\n", "with a:\n    pass\n"},
      {"f((a))((b),)\n", "f(a)(b)\n"},
      {"x[(a, b)]\n", "x[a, b]\n"},
      {"class A(): pass\n", "class A:\n    pass\n"},
      {"if a:\n  pass\nelse:\n  if b:\n    pass\n", "if a:\n    pass\nelif b:\n    pass\n"},
      {"x = 'a' \"b\" '''c'''\n", "x = \"abc\"\n"},
      {"f'{a}' f\"{b=}\"\n", "f\"{a}b={b!r}\"\n"},
      {"f(a=1, *b)\n", "f(*b, a=1)\n"},
      {"x = 1; y = 2\n", "x = 1\ny = 2\n"},
      {"a<b\n", "a < b\n"},
      {"x = (yield)\n", "x = yield\n"},
  };
  for (const auto& [in, out] : pairs) BOOST_TEST(printed(in) == out);
  BOOST_TEST(printed("x = r'\\d' if a else 0x10 + 0b1 + 1_000\n") == "x = \"\\\\d\" if a else 16 + 1 + 1000\n");
}

BOOST_AUTO_TEST_CASE(type_comments_are_printed_where_they_were) {
  const std::string source =
      "def f(\n        a,  # type: int\n        *,\n        b=1  # type: str\n        ):  # type: (...) -> None\n"
      "    for x in y:  # type: int\n        z = 1  # type: int\n    with a:  # type: int\n        pass\n";
  const auto tree = parse(source, {"<unknown>", true});
  const auto text = to_source(tree);
  BOOST_TEST((parse(text, {"<unknown>", true}) == tree));
  for (const char* comment : {"a,  # type: int\n", "b=1  # type: str\n", "):  # type: (...) -> None\n",
                              "in y:  # type: int\n", "z = 1  # type: int\n", "with a:  # type: int\n"})
    BOOST_TEST(text.find(comment) != std::string::npos, comment << " in\n" << text);
  BOOST_TEST(to_source(parse(source)).find("# type") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_no_parser_makes_is_printed_too) {
  using namespace build;
  BOOST_TEST(to_source(*expression(Set{})) == "{*()}");
  BOOST_TEST(to_source(*attribute(integer(-1), "real")) == "(-1).real");
  BOOST_TEST(to_source(*expression(BinOp{integer(-1), BinaryOperator::Pow, integer(-2)})) == "(-1) ** -2");
  BOOST_TEST(to_source(*expression(Constant{Complex{1, -2}})) == "(1.0-2j)");
  BOOST_TEST(to_source(statement(If{truth(true), {}, {}})) == "if True:\n    pass\n");
  BOOST_TEST(to_source(*expression(FormattedValue{name("a"), 'r', {}})) == "f\"{a!r}\"");
  BOOST_TEST(to_source(Module{}) == "");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_printed_is_said) {
  using namespace build;
  BOOST_CHECK_EXCEPTION(to_source(*expression(Constant{std::nan("")})), CannotPrint, [](const CannotPrint& error) {
    return std::string(error.what()) == "Python has no literal for NaN";
  });
  const auto needs_3_12 = expression(JoinedStr{{expression(FormattedValue{text("\n\\"), -1, {}})}});
  BOOST_TEST(to_source(*needs_3_12, {12}) == "f\"{\"\\n\\\\\"}\"");
  BOOST_CHECK_EXCEPTION(to_source(*needs_3_12, {11}), CannotPrint, [](const CannotPrint& error) {
    return std::string(error.what()).find("cannot be written for a Python before 3.12") != std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(each_line_knows_where_its_statement_was_written) {
  const auto module =
      parse("\n\ndef f():\n  '''a\n  b'''\n\n  if x: return (1 +\n    2)\n  else: pass\nclass A: pass\n");
  const auto [text, origins] = print(module);
  BOOST_TEST(text ==
             "def f():\n    \"\"\"a\n  b\"\"\"\n    if x:\n        return 1 + 2\n    else:\n        pass\n\nclass A:\n "
             "   pass\n");
  std::vector<int> lines;
  for (const auto& range : origins) lines.push_back(range.line);
  const std::vector<int> expected{3, 4, 4, 7, 7, 7, 9, 0, 10, 10};
  BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_heading_is_a_statements_first_line) {
  BOOST_TEST(heading(parse("@a\ndef f(x): return x\n").body[0]) == "def f(x):");
  BOOST_TEST(heading(parse("while a:\n  b\nelse:\n  c\n").body[0]) == "while a:");
  BOOST_TEST(heading(parse("x = 1\n").body[0]) == "x = 1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
