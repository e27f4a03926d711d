// Each change does what its words say, and always the same for its seed.
#include "jit_probe/search/changes.hpp"

#include "jit_probe/search/expression.hpp"
#include "tests/jit_probe/search/programs.hpp"

namespace dy2stat::search {
namespace {

using test::input_of;

Surroundings plain_surroundings() {
  Surroundings surroundings;
  surroundings.constants = constants_in({{"program.py",
                                          "def f(x):\n    return x if x > 41.5 else 'text'\n"
                                          "def inputs():\n    return [77]\n"}});
  return surroundings;
}

// What the change of these words makes of the first part that it fits, as Python; empty if it fits none.
std::string changed(const std::string& tuple, const std::string& words, std::uint64_t seed = 1) {
  const auto input = input_of(tuple);
  const auto surroundings = plain_surroundings();
  for (auto mutation : fitting_mutations(input, surroundings)) {
    mutation.seed = seed;
    const auto made = mutated(input, mutation, surroundings);
    if (made && made->steps.back().ends_with(": " + words)) return expression_of(*made).text;
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_test)

BOOST_AUTO_TEST_CASE(the_constants_of_a_program_are_its_own_and_the_common_ones) {
  const auto constants = plain_surroundings().constants;
  BOOST_TEST(constants.numbers == (std::vector<double>{0, 1, -1, 2, 0.5, 41.5}), boost::test_tools::per_element());
  BOOST_TEST(std::count(constants.texts.begin(), constants.texts.end(), "text") == 1);
  BOOST_TEST(constants_in({{"broken.py", "def ("}, {"data.txt", "7"}}).integers.size() == 4u);
}

BOOST_AUTO_TEST_CASE(elements_are_changed) {
  BOOST_TEST(changed("(torch.tensor([1., -2.]),)", "all elements negated") == "(torch.tensor([-1.0, 2.0]),)");
  BOOST_TEST(changed("(torch.tensor([1., 2.]),)", "all elements NaN") ==
             "(torch.tensor([float(\"nan\"), float(\"nan\")]),)");
  BOOST_TEST(changed("(torch.tensor([3]),)", "one element 0") == "(torch.tensor([0]),)");
  BOOST_TEST(changed("(torch.tensor([3., 1.]),)", "elements ascending") == "(torch.tensor([1.0, 3.0]),)");
  BOOST_TEST(changed("(torch.tensor([True]),)", "all elements flipped") == "(torch.tensor([False]),)");
  BOOST_TEST(changed("(torch.tensor([True]),)", "all elements negated") == "");
  BOOST_TEST(changed("(torch.tensor([3]),)", "one element NaN") == "");
  BOOST_TEST(changed("(torch.zeros(0),)", "all elements 1") == "");
}

BOOST_AUTO_TEST_CASE(memory_is_changed_and_the_elements_are_not) {
  BOOST_TEST(changed("(torch.tensor([[1., 2.], [3., 4.]]),)", "transposed in memory") ==
             "(torch.tensor([1.0, 3.0, 2.0, 4.0]).as_strided((2, 2), (1, 2)),)");
  BOOST_TEST(changed("(torch.tensor([1., 2.]),)", "strided in memory") ==
             "(torch.tensor([1.0, 0.0, 2.0, 0.0]).as_strided((2,), (2,)),)");
  BOOST_TEST(changed("(torch.tensor([1., 2.]),)", "with an offset in memory") ==
             "(torch.tensor([0.0, 0.0, 0.0, 1.0, 2.0]).as_strided((2,), (1,), 3),)");
  BOOST_TEST(changed("(torch.tensor([1., 2.]),)", "expanded along a dimension") ==
             "(torch.tensor([1.0]).as_strided((2,), (0,)),)");
  BOOST_TEST(changed("(torch.ones(1),)", "requires_grad switched") == "(torch.tensor([1.0]).requires_grad_(),)");
}

BOOST_AUTO_TEST_CASE(values_of_python_are_changed) {
  BOOST_TEST(changed("([1, 2],)", "an empty list") == "([],)");
  BOOST_TEST(changed("([1, 2],)", "a shorter list") == "([1],)");
  BOOST_TEST(changed("([1, 2],)", "the list reversed") == "([2, 1],)");
  BOOST_TEST(changed("({'a': 1, 'b': 2},)", "the dict's order reversed") == "({'b': 2, 'a': 1},)");
  BOOST_TEST(changed("(True,)", "the other truth value") == "(False,)");
  BOOST_TEST(changed("(1.5,)", "None instead") == "(None,)");
  BOOST_TEST(changed("(None,)", "something instead of None") != "");
  BOOST_TEST(changed("(3,)", "an integer boundary") != "(3,)");
}

BOOST_AUTO_TEST_CASE(tensors_are_made_equal_shared_and_resized) {
  const std::string two = "(torch.tensor([1., 2.]), torch.tensor([3., 4.]))";
  BOOST_TEST(changed(two, "the same object as another tensor") == "(lambda a: (a, a))(torch.tensor([3.0, 4.0]))");
  BOOST_TEST(changed(two, "equal to another tensor") == "(torch.tensor([3.0, 4.0]), torch.tensor([3.0, 4.0]))");
  BOOST_TEST(changed(two, "overlapping another tensor in memory") ==
             "(lambda a: (a.as_strided((2,), (1,)), a.as_strided((2,), (1,), 1)))(torch.tensor([1.0, 2.0, 0.0]))");
  BOOST_TEST(changed("(torch.ones(2),)", "the same object as another tensor") == "");
  BOOST_TEST(changed(two, "resized, and with it all that have the size").find("torch.tensor([1.0, 2.0])") ==
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_seed_does_the_same_and_another_one_another_thing) {
  const std::string tensor = "(torch.zeros(16),)", words = "all elements from a normal distribution";
  BOOST_TEST(changed(tensor, words, 5) == changed(tensor, words, 5));
  BOOST_TEST(changed(tensor, words, 5) != changed(tensor, words, 6));
}

BOOST_AUTO_TEST_CASE(the_mode_is_changed_once) {
  auto surroundings = plain_surroundings();
  const auto count = [&] { return fitting_mutations(input_of("()"), surroundings).size(); };
  BOOST_TEST(count() == 1u);  // no_grad
  surroundings.has_module = true;
  surroundings.training = true;
  BOOST_TEST(count() == 2u);
  const auto mutation = fitting_mutations(input_of("()"), surroundings).front();
  const auto made = mutated(input_of("()"), mutation, surroundings);
  BOOST_REQUIRE(made);
  BOOST_TEST((made->mode.training == std::optional(false)));
  BOOST_TEST(!mutated(*made, mutation, surroundings));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
