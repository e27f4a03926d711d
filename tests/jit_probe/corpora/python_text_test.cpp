// Brackets, arguments and calls in lines of examples.
#include "jit_probe/corpora/python_text.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::corpora {

using Texts = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(python_text_test)

BOOST_AUTO_TEST_CASE(commas_in_brackets_and_strings_do_not_split) {
  BOOST_TEST(split_at_commas("a, (b, c), 'x, y', f(d, [e])") == (Texts{"a", "(b, c)", "'x, y'", "f(d, [e])"}),
             boost::test_tools::per_element());
  BOOST_TEST(split_at_commas(" a , ").size() == 1u);
  BOOST_TEST(split_at_commas("").empty());
}

BOOST_AUTO_TEST_CASE(keywords_are_told_from_comparisons) {
  const auto arguments = arguments_in("x == 1, dim=0, f(y=2)");
  BOOST_REQUIRE(arguments.size() == 3u);
  BOOST_TEST(arguments[0].keyword == "");
  BOOST_TEST(arguments[1].keyword == "dim");
  BOOST_TEST(arguments[1].value == "0");
  BOOST_TEST(arguments[2].value == "f(y=2)");
}

BOOST_AUTO_TEST_CASE(constants_mean_the_same_everywhere) {
  for (const auto* text : {"1", "-2.5e-3", "'a'", "None", "(1, 2)", "[]", "torch.float32", "((1, 0), True)"})
    BOOST_TEST(is_constant(text), text);
  for (const auto* text : {"x", "torch.ones(2)", "(1, x)", "-x", "torch", "'a' + b"})
    BOOST_TEST(!is_constant(text), text);
}

BOOST_AUTO_TEST_CASE(calls_are_found_with_what_they_are_called_on) {
  const auto plain = find_call("y = torch.nn.functional.relu(x, True)", "relu");
  BOOST_REQUIRE(plain);
  BOOST_TEST(plain->receiver == "torch.nn.functional");
  BOOST_TEST(plain->arguments == "x, True");
  const auto method = find_call("z = torch.ones(2, 3).add(x)[0]", "add");
  BOOST_REQUIRE(method);
  BOOST_TEST(method->receiver == "torch.ones(2, 3)");
  BOOST_TEST(!find_call("padd(x)", "add"));
  BOOST_TEST(!find_call("add", "add"));
  BOOST_TEST(!find_call("add(x", "add"));
}

BOOST_AUTO_TEST_CASE(assignments_are_told_from_calls) {
  BOOST_TEST(assigned_names("a, b = f(x=1)") == (Texts{"a", "b"}), boost::test_tools::per_element());
  BOOST_TEST(assigned_names("f(x=1)").empty());
  BOOST_TEST(assigned_names("a[0] = 1").empty());
  BOOST_TEST(assigned_names("a == b").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::corpora
