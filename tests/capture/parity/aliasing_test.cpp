// The aspect aliasing: which results share storage with arguments, parameters, buffers and each other.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(aliasing_test)

BOOST_AUTO_TEST_CASE(a_copy_for_an_argument_is_found_and_nothing_else) {
  const auto comparison = compare_programs(R"(
def eager(x): return x
def captured(x): return x.clone()
inputs = [(torch.zeros(2),)]
)");
  check(comparison, {"aliasing: input set 0 -> round 0 -> result"});
  BOOST_TEST(comparison.differences[0].eager == "shares storage with argument [0]");
  BOOST_TEST(comparison.differences[0].captured == "shares storage with nothing");
}

BOOST_AUTO_TEST_CASE(a_view_for_a_copy_is_found) {
  check(compare_programs(R"(
def eager(x): return x[0].clone()
def captured(x): return x[0]
inputs = [(torch.zeros(2, 2),)]
)"),
        {"aliasing: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(results_that_share_with_each_other_are_found) {
  const auto comparison = compare_programs(R"(
def eager(x):
    y = x + 1
    return y, [y[0]]
def captured(x):
    y = x + 1
    return y, [y[0].clone()]
inputs = [(torch.zeros(2),)]
)");
  check(comparison,
        {"aliasing: input set 0 -> round 0 -> result[0]", "aliasing: input set 0 -> round 0 -> result[1][0]"});
  BOOST_TEST(comparison.differences[0].eager == "shares storage with result[1][0]");
}

BOOST_AUTO_TEST_CASE(parameters_and_buffers_are_found_by_name) {
  const auto comparison = compare_programs(R"(
class Net(nn.Module):
    def __init__(self, copies):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))
        self.register_buffer('mean', torch.zeros(2))
        self.copies = copies
    def forward(self, x):
        return (self.weight * 1, self.mean * 1) if self.copies else (self.weight.view(2, 1).view(2), self.mean)
eager, captured = Net(False), Net(True)
inputs = [(torch.zeros(2),)]
)");
  check(comparison, {"aliasing: input set 0 -> round 0 -> result[0]", "aliasing: input set 0 -> round 0 -> result[1]"});
  BOOST_TEST(comparison.differences[0].eager == "shares storage with parameter weight");
  BOOST_TEST(comparison.differences[1].eager == "shares storage with buffer mean");
}

BOOST_AUTO_TEST_CASE(the_same_sharing_is_no_difference_and_empty_tensors_share_nothing) {
  check(compare_programs(R"(
def eager(x, y): return x[0], y.t(), x[:, 0:0]
def captured(x, y): return x.select(0, 0), y.transpose(0, 1), torch.zeros(2, 0, dtype=torch.int64)
inputs = [(torch.zeros(2, 2, dtype=torch.int64), torch.ones(2, 3))]
)"),
        {});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
