// Arguments are taken apart and put together again.
#include "jit_probe/search/input.hpp"

#include "tests/jit_probe/search/programs.hpp"

namespace dy2stat::search {
namespace {

using test::evaluated;
using test::input_of;

std::string places_of(const parity::InputSet& arguments) {
  std::string places;
  for (const auto& part : parts_of(arguments)) places += part.place + "; ";
  return places;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(input_test)

BOOST_AUTO_TEST_CASE(every_part_has_a_place_and_a_path) {
  auto arguments = input_of("(1, [2, {'a': (3,)}])").arguments;
  arguments.keywords["k"] = 4;
  BOOST_TEST(places_of(arguments) ==
             "argument [0]; argument [1]; argument [1][0]; argument [1][1]; argument [1][1]['a']; "
             "argument [1][1]['a'][0]; argument ['k']; ");
  BOOST_TEST(part_at(arguments, {0, 1, 1, 0, 0}).cast<int>() == 3);
  BOOST_TEST(part_at(arguments, {1, 0}).cast<int>() == 4);
  BOOST_TEST(!part_at(arguments, {0, 7}));
}

BOOST_AUTO_TEST_CASE(one_part_is_changed_and_the_arguments_before_stay_what_they_were) {
  const auto arguments = input_of("(1, [2, {'a': (3,)}])").arguments;
  const auto made = with_part(arguments, {0, 1, 1, 0, 0}, py::int_(5));
  BOOST_TEST(test::shown(made.positional) == "(1, [2, {'a': (5,)}])");
  BOOST_TEST(test::shown(arguments.positional) == "(1, [2, {'a': (3,)}])");
}

BOOST_AUTO_TEST_CASE(an_object_in_two_places_is_replaced_in_both) {
  const auto arguments = input_of("(lambda x: (x, [x], torch.ones(2)))(torch.ones(2))").arguments;
  const auto made = with_object(arguments, arguments.positional[0], py::int_(1));
  BOOST_TEST(test::shown(made.positional) == "(1, [1], tensor([1., 1.]))");
}

BOOST_AUTO_TEST_CASE(a_named_tuple_keeps_its_class) {
  const auto arguments = input_of("(__import__('collections').namedtuple('Pair', 'a b')(1, 2),)").arguments;
  const auto made = with_part(arguments, {0, 0, 1}, py::int_(3));
  BOOST_TEST(test::shown(made.positional) == "(Pair(a=1, b=3),)");
}

BOOST_AUTO_TEST_CASE(what_is_not_a_plain_tensor_is_left_alone) {
  BOOST_TEST(is_plain_tensor(evaluated("torch.ones(2)")));
  BOOST_TEST(is_plain_tensor(evaluated("torch.ones(2, 2).t()")));
  for (const auto* other : {"torch.nn.Parameter(torch.ones(2))", "torch.ones(2).to_sparse()", "3",
                            "torch.ones(2, dtype=torch.complex64).conj()", "torch.ones(2, device='meta')"})
    BOOST_TEST(!is_plain_tensor(evaluated(other)), other);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
