// Whole lives: a right program has no difference; aspects that an engine cannot have are left out.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(compare_test)

BOOST_AUTO_TEST_CASE(a_right_program_has_no_difference_in_any_aspect) {
  const auto comparison = compare_programs(R"(
import random
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        self.norm = nn.BatchNorm1d(2)
        self.calls = 0
        with torch.no_grad():
            self.linear.weight.copy_(torch.tensor([[1.0, -2.0], [0.5, 3.0]]))
            self.linear.bias.zero_()
    def forward(self, x, sizes):
        self.calls += 1
        sizes.append(len(x))
        x[0] += 1
        if self.calls % 4 == 3: raise ValueError('every fourth')
        y = self.norm(self.linear(x)) + torch.rand(1) + random.random()
        return {'y': y, 'view': y[0], 'x': x, 'calls': self.calls, 'none': None, 'pair': (float('nan'), y.max(0))}
eager, captured = Net(), Net()
inputs = [(torch.tensor([[1.0, 2.0], [3.0, 5.0]]), [1]), (torch.tensor([[4.0, 2.0], [1.0, 5.0], [0.0, 1.0]]), [])]
)");
  check(comparison, {});
  BOOST_TEST(comparison.calls == 5);
  BOOST_TEST(comparison.raised_where_eager_did_not == 0);
  BOOST_TEST(comparison.not_checked.empty());
  BOOST_TEST(comparison.tolerances.at("float32").at("rtol").get<double>() == 1.3e-6);
}

BOOST_AUTO_TEST_CASE(what_an_engine_cannot_have_is_left_out_and_listed) {
  const std::string source = R"(
def eager(x): return x * x
def captured(x): return x * x.detach()
inputs = [(torch.tensor([2.0]),)]
)";
  const auto comparison = compare_programs(source, {Aspect::gradients, Aspect::state});
  check(comparison, {});
  BOOST_TEST((comparison.not_checked == std::vector<Aspect>{Aspect::gradients, Aspect::state}));
  BOOST_TEST(wrong(compare_programs(source, {Aspect::state})).size() == 1u);
}

BOOST_AUTO_TEST_CASE(fewer_rounds_can_be_compared) {
  const auto names = run_python("def eager(x): return x + 1\ninputs = [(torch.zeros(1),)]\n");
  Options once;
  once.rounds = 1;
  once.gradients = false;
  const auto comparison = compare(*observe_name(names, "eager", once), *observe_name(names, "eager", once));
  BOOST_TEST(comparison.calls == 1);
  BOOST_TEST((comparison.not_checked == std::vector<Aspect>{Aspect::gradients}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
