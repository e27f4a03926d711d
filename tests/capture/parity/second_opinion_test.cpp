// A float64 run excuses rounding, and nothing else.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

namespace {

Comparison compare_with_opinion(const std::string& source) {
  const auto names = run_python(source);
  const auto eager = observe_name(names, "eager");
  const auto captured = observe_name(names, "captured");
  BOOST_TEST(!wrong(compare(*eager, *captured)).empty());
  Options in_float64;
  in_float64.in_float64 = true;
  add_second_opinion(*eager, *observe_name(names, "eager", in_float64));
  return compare(*eager, *captured);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(second_opinion_test)

BOOST_AUTO_TEST_CASE(an_error_no_larger_than_eagers_own_is_a_note) {
  const auto comparison = compare_with_opinion(R"(
def eager(x):  # adds one by one, so that the sum's rounding grows
    total = x[0] * 0
    for element in x: total = total + element
    return total
def captured(x): return x.double().sum().to(x.dtype)
inputs = [(torch.full((5000,), 0.11),)]
)");
  check(comparison, {}, {"values: input set 0 -> round 0 -> result"});
  BOOST_TEST(comparison.differences[0].detail.find("rounding: its greatest error against float64 is ") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_larger_error_than_eagers_own_stays_wrong) {
  check(compare_with_opinion(R"(
def captured(x):
    total = x[0] * 0
    for element in x: total = total + element
    return total
def eager(x): return x.double().sum().to(x.dtype)
inputs = [(torch.full((5000,), 0.11),)]
)"),
        {"values: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(gradients_have_a_second_opinion_too) {
  const auto comparison = compare_with_opinion(R"(
class Scale(nn.Module):
    def __init__(self, exact):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.exact = exact
    def forward(self, x):
        scale, elements = (self.scale.double(), x.double()) if self.exact else (self.scale, x)
        total = scale * 0
        for element in elements: total = total + element * scale
        return (total - total.detach()).to(x.dtype)
eager, captured = Scale(False), Scale(True)
inputs = [(torch.full((5000,), 0.11),)]
)");
  check(comparison, {}, {"gradients: input set 0 -> gradients -> parameter scale"});
}

BOOST_AUTO_TEST_CASE(a_run_in_float64_that_does_something_else_excuses_nothing) {
  check(compare_with_opinion(R"(
def eager(x): return x * (1 if x.dtype == torch.float32 else 3)
def captured(x): return x * 2
inputs = [(torch.ones(2, requires_grad=False),)]
)"),
        {"values: input set 0 -> round 0 -> result", "gradients: input set 0 -> gradients -> argument [0]"});
}

BOOST_AUTO_TEST_CASE(a_run_in_float64_that_raises_excuses_nothing) {
  check(compare_with_opinion(R"(
def eager(x):
    assert x.dtype == torch.float32
    return x + 1
def captured(x): return x + 2
inputs = [(torch.ones(2),)]
)"),
        {"values: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(nan_for_a_number_is_never_rounding) {
  check(compare_with_opinion(R"(
def eager(x): return x + 0.1
def captured(x): return x + torch.tensor([0.1, float('nan')])
inputs = [(torch.ones(2),)]
)"),
        {"values: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(the_module_and_new_tensors_are_double_in_float64_and_the_default_comes_back) {
  const auto names = run_python(R"(
eager = nn.Linear(2, 2)
inputs = [(torch.ones(1, 2),)]
)");
  Options in_float64;
  in_float64.in_float64 = true;
  const auto observed = observe_name(names, "eager", in_float64);
  BOOST_TEST((observed->rounds[0][0].result.tensor.dtype == at::kDouble));
  BOOST_TEST((observed->gradients[0].gradients.at("parameter weight").tensor.dtype == at::kDouble));
  BOOST_TEST((at::typeMetaToScalarType(c10::get_default_dtype()) == at::kFloat));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
