// The aspect gradients: of the float results by float inputs and parameters.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(gradients_test)

BOOST_AUTO_TEST_CASE(another_gradient_of_the_same_values_is_found_and_nothing_else) {
  check(compare_programs(R"(
def eager(x): return x * x
def captured(x): return x * x.detach()
inputs = [(torch.tensor([2.0, 3.0]),)]
)"),
        {"gradients: input set 0 -> gradients -> argument [0]"});
}

BOOST_AUTO_TEST_CASE(a_lost_and_an_added_gradient_are_found) {
  const std::string source = R"(
def with_gradient(x, y): return x * y
def without(x, y): return x * y.detach()
eager, captured = %s
inputs = [(torch.tensor([2.0]), torch.tensor([3.0]))]
)";
  const auto filled = [&](const std::string& pair) { return std::string(source).replace(source.find("%s"), 2, pair); };
  const auto lost = compare_programs(filled("with_gradient, without"));
  check(lost, {"gradients: input set 0 -> gradients -> argument [1]"});
  BOOST_TEST(lost.differences[0].captured == "no gradient");
  const auto added = compare_programs(filled("without, with_gradient"));
  check(added, {"gradients: input set 0 -> gradients -> argument [1]"});
  BOOST_TEST(added.differences[0].eager == "no gradient");
}

BOOST_AUTO_TEST_CASE(gradients_of_parameters_are_compared_by_name) {
  check(compare_programs(R"(
class Net(nn.Module):
    def __init__(self, detaches):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        with torch.no_grad():
            self.linear.weight.fill_(1)
            self.linear.bias.fill_(1)
        self.detaches = detaches
    def forward(self, x):
        bias = self.linear.bias
        return x @ self.linear.weight + (0.5 * bias + 0.5 * bias.detach() if self.detaches else bias)
eager, captured = Net(False), Net(True)
inputs = [(torch.tensor([[2.0, 3.0]]),)]
)"),
        {"gradients: input set 0 -> gradients -> parameter linear.bias"});
}

BOOST_AUTO_TEST_CASE(each_element_counts_with_a_weight_of_its_own) {
  check(compare_programs(R"(
def eager(x): return x.flip(0)
def captured(x): return x.flip(0).detach() + x - x.detach()
inputs = [(torch.tensor([2.0, 3.0]),)]
)"),
        {"gradients: input set 0 -> gradients -> argument [0]"});
}

BOOST_AUTO_TEST_CASE(a_failing_backward_is_wrong) {
  const auto comparison = compare_programs(R"(
class Fails(torch.autograd.Function):
    @staticmethod
    def forward(context, x): return x * 2
    @staticmethod
    def backward(context, gradient): raise ValueError('no gradient here')
def eager(x): return x * 2
def captured(x): return Fails.apply(x)
inputs = [(torch.tensor([2.0, 3.0]),)]
)");
  check(comparison, {"gradients: input set 0 -> gradients"});
  BOOST_TEST(comparison.differences[0].captured == "ValueError: no gradient here");
}

BOOST_AUTO_TEST_CASE(where_eager_cannot_take_gradients_they_are_not_checked) {
  const auto comparison = compare_programs(R"(
def eager(x): return torch.from_numpy(x.numpy() * 2)
def captured(x): return x * 2
inputs = [(torch.tensor([2.0, 3.0]),)]
)");
  check(comparison, {});
  BOOST_TEST((comparison.not_checked == std::vector<Aspect>{Aspect::gradients}));
}

BOOST_AUTO_TEST_CASE(writes_in_place_and_complex_results_have_gradients) {
  const auto names = run_python(R"(
def eager(x, z):
    x[0] = x[1] * 2
    return x * 3, z * z
inputs = [(torch.tensor([2.0, 3.0]), torch.tensor([1 + 2j]))]
)");
  const auto eager = observe_name(names, "eager");
  const auto& gradients = eager->gradients.at(0).gradients;
  BOOST_TEST(gradients.size() == 2u);
  // d/dx[1] of w0 * (3 * 2 * x[1]) + w1 * (3 * x[1]), with w = cos(i) + 1.5
  BOOST_TEST(brief(gradients.at("argument [0]")) == "float32[2] 0, 21.120907");
  check(compare(*eager, *eager), {});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
