// Which sizes may vary, and whether an input has others.
#include "jit_probe/search/sizes.hpp"

#include "tests/jit_probe/search/programs.hpp"

namespace dy2stat::search {
namespace {

using test::evaluated;
using test::input_of;

using Dimensions = std::set<std::int64_t>;

const std::string some_entry = "lambda x, ys, k=None: x", some_example = "(torch.ones(2, 3), [torch.ones(4)])";

DynamicDimensions dynamic_of(const std::string& shapes) {
  return dynamic_dimensions(evaluated("lambda: " + shapes), evaluated(some_entry), input_of(some_example).arguments);
}

bool others(const std::string& tuple, const DynamicDimensions& dynamic) {
  return has_other_sizes(input_of(tuple).arguments, {input_of(some_example).arguments}, dynamic);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sizes_test)

BOOST_AUTO_TEST_CASE(dynamic_shapes_are_read_as_export_takes_them) {
  const DynamicDimensions rows{{Path{0, 0}, Dimensions{0}}};
  BOOST_TEST((dynamic_of("{'x': {0: 'rows'}}") == rows));
  BOOST_TEST((dynamic_of("{'x': ('rows', None), 'ys': None}") == rows));
  BOOST_TEST((dynamic_of("({0: 'rows'}, [{0: 'n'}])") ==
              DynamicDimensions{{Path{0, 0}, Dimensions{0}}, {Path{0, 1, 0}, Dimensions{0}}}));
  BOOST_TEST(dynamic_of("1 / 0").empty());  // as where torch has no torch.export
  BOOST_TEST(dynamic_dimensions(py::none(), evaluated(some_entry), input_of(some_example).arguments).empty());
}

BOOST_AUTO_TEST_CASE(sizes_that_may_vary_are_no_others) {
  const DynamicDimensions rows{{Path{0, 0}, Dimensions{0}}};
  BOOST_TEST(!others("(torch.ones(2, 3), [torch.ones(4)])", {}));
  BOOST_TEST(others("(torch.ones(5, 3), [torch.ones(4)])", {}));
  BOOST_TEST(!others("(torch.ones(5, 3), [torch.ones(4)])", rows));
  BOOST_TEST(others("(torch.ones(2, 4), [torch.ones(4)])", rows));
  BOOST_TEST(others("(torch.ones(2), [torch.ones(4)])", rows));
  // A longer list, and what is no tensor any more, have no counterpart.
  BOOST_TEST(!others("(torch.ones(2, 3), [torch.ones(4), torch.ones(9)])", {}));
  BOOST_TEST(!others("(None, [])", {}));
}

BOOST_AUTO_TEST_CASE(a_tensor_is_cut_or_repeated) {
  const at::Tensor tensor = tensor_in(evaluated("torch.tensor([1., 2.])"));
  BOOST_TEST(at::equal(resized(tensor, 0, 1), tensor_in(evaluated("torch.tensor([1.])"))));
  BOOST_TEST(at::equal(resized(tensor, 0, 5), tensor_in(evaluated("torch.tensor([1., 2., 1., 2., 1.])"))));
  BOOST_TEST(resized(resized(tensor, 0, 0), 0, 2).numel() == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
