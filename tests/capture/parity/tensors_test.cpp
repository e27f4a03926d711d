// The aspects dtype and shape; strides and requires_grad.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(tensors_test)

BOOST_AUTO_TEST_CASE(another_dtype_is_wrong_and_values_are_not_compared_then) {
  const auto comparison = compare_programs(R"(
def eager(x): return x + 1
def captured(x): return x.double() + 2
inputs = [(torch.zeros(2),)]
)");
  check(comparison, {"dtype: input set 0 -> round 0 -> result"});
  BOOST_TEST(comparison.differences[0].detail == "float32 became float64");
}

BOOST_AUTO_TEST_CASE(another_shape_is_wrong_whatever_the_values) {
  const auto comparison = compare_programs(R"(
def eager(x): return x + 1
def captured(x): return (x + 1).unsqueeze(0)
inputs = [(torch.zeros(2, dtype=torch.int64),)]
)");
  check(comparison, {"shape: input set 0 -> round 0 -> result"});
  BOOST_TEST(comparison.differences[0].detail == "[2] became [1, 2]");
}

BOOST_AUTO_TEST_CASE(a_wrong_dtype_hides_no_wrong_shape) {
  check(compare_programs(R"(
def eager(x): return x + 1
def captured(x): return (x + 1).int().unsqueeze(0)
inputs = [(torch.zeros(2, dtype=torch.int64),)]
)"),
        {"dtype: input set 0 -> round 0 -> result", "shape: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(other_strides_are_a_note_unless_nobody_can_see_them) {
  check(compare_programs(R"(
def eager(x): return x + 1
def captured(x): return (x + 1).t().contiguous().t()
inputs = [(torch.zeros(2, 3),)]
)"),
        {}, {"shape: input set 0 -> round 0 -> result"});
  check(compare_programs(R"(
def eager(x): return torch.zeros(1, 3), torch.zeros(0, 3)
def captured(x): return torch.empty_strided((1, 3), (7, 1)).zero_(), torch.empty_strided((0, 3), (1, 9))
inputs = [(torch.zeros(1),)]
)"),
        {});
}

BOOST_AUTO_TEST_CASE(requires_grad_of_a_result_is_compared_where_inputs_do_not_require_it) {
  check(compare_programs(R"(
weight = torch.ones(2, requires_grad=True)
def eager(x): return x * weight
def captured(x): return (x * weight).detach()
inputs = [(torch.zeros(2, dtype=torch.int64),)]
)"),
        {"gradients: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(requires_grad_is_compared_in_the_round_for_gradients_too) {
  check(compare_programs(R"(
def eager(x): return x * 2, x.detach() * 3
def captured(x): return x * 2, torch.zeros_like(x) + x.detach() * 3 + 0 * x
inputs = [(torch.ones(2),)]
)"),
        {"gradients: input set 0 -> round 3 -> result -> [1]"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
