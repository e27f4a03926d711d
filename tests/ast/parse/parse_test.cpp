// From Python to the tree.
#include "ast/parse/parse.hpp"

#include <boost/test/unit_test.hpp>

#include "ast/tree/to_source.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

SourceRefused refused(const std::string& source) {
  try {
    parse(source, {"program.py"});
  } catch (const SourceRefused& error) {
    return error;
  }
  return {"", "it was not refused", 0};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parse_test)

BOOST_AUTO_TEST_CASE(ranges_are_those_of_the_source) {
  const auto module = parse("x = 1\nif é.a:\n    f(b,\n      c=d)\n");
  const auto& statement = module.body[1];
  BOOST_TEST((statement.range == Range{2, 0, 4, 10}));
  const auto& test = *as<If>(statement)->test;
  BOOST_TEST((test.range == Range{2, 3, 2, 7}));  // é has two bytes
  const auto& call = *as<Call>(*as<ExpressionStatement>(as<If>(statement)->body[0])->value);
  BOOST_TEST((call.keywords[0].range == Range{4, 6, 4, 9}));
}

BOOST_AUTO_TEST_CASE(what_python_refuses_is_refused_with_its_words) {
  BOOST_TEST(refused("x = 1\ny = = 2\n").type == "SyntaxError");
  BOOST_TEST(refused("x = 1\ny = = 2\n").line == 2);
  BOOST_TEST(refused("x = 1\ny = = 2\n").what() == "invalid syntax (program.py, line 2)");
  BOOST_TEST(refused("if x:\npass\n").type == "IndentationError");
  BOOST_TEST(refused(std::string("x\0y", 3)).line == 0);
  BOOST_TEST(refused("# coding: no-such\n").what() != std::string("it was not refused"));
}

BOOST_AUTO_TEST_CASE(the_encoding_is_the_files) {
  const auto module = parse("# -*- coding: latin-1 -*-\nx = '\xe9'\n");
  BOOST_TEST(to_source(module) == "x = \"é\"\n");
  BOOST_TEST(to_source(parse("\xef\xbb\xbfx = 'é'\n")) == "x = \"é\"\n");
}

BOOST_AUTO_TEST_CASE(parameters_are_in_the_order_in_which_they_are_written) {
  const auto module = parse("def f(a, b=1, /, c=2, *d, e, g=3, **h): pass\n");
  std::string words;
  for (const auto& one : as<FunctionDef>(module.body[0])->args.all)
    words += one.name + std::to_string(static_cast<int>(one.parameter_kind)) +
             (one.default_value ? to_source(*one.default_value) + " " : " ");
  BOOST_TEST(words == "a0 b01 c12 d2 e3 g33 h4 ");
}

BOOST_AUTO_TEST_CASE(names_are_normalised_as_python_does) {
  BOOST_TEST(to_source(parse("ﬁ = 1\n")) == "fi = 1\n");
}

BOOST_AUTO_TEST_CASE(a_long_chain_of_operators_is_read_and_printed) {
  std::string source = "x = a";
  for (int k = 0; k < 800; ++k) source += " + a";
  BOOST_TEST(to_source(parse(source + "\n")) == source + "\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
