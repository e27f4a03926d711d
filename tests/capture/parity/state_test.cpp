// The aspect state: parameters, buffers and attributes that calls change.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

namespace {

// Two modules that answer alike; `eager` runs `change` in each call.
Comparison compare_changes(const std::string& change, const std::string& change_in_captured = "pass") {
  return compare_programs(R"(
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.Module()
        self.norm.register_buffer('mean', torch.zeros(2))
        self.scale = nn.Parameter(torch.ones(1))
        self.calls = 0
        self.seen = [1]
        self.plain = torch.zeros(1)
class Eager(Net):
    def forward(self, x):
        )" + change + R"(
        return x + 1
class Captured(Net):
    def forward(self, x):
        )" + change_in_captured +
                          R"(
        return x + 1
eager, captured = Eager(), Captured()
inputs = [(torch.zeros(2),)]
)");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(state_test)

BOOST_AUTO_TEST_CASE(a_change_that_is_lost_is_found_by_name_and_nothing_else) {
  check(compare_changes("self.norm.mean.add_(1)"), {"state: state -> round 0 -> 'norm.mean'"});
  check(compare_changes("self.norm.mean = self.norm.mean + 1"), {"state: state -> round 0 -> 'norm.mean'"});
  check(compare_changes("self.scale.data.add_(1)"), {"state: state -> round 0 -> 'scale'"});
  check(compare_changes("self.calls += 1"), {"state: state -> round 0 -> 'calls'"});
  check(compare_changes("self.seen.append(2)"), {"state: state -> round 0 -> 'seen'"});
  check(compare_changes("self.plain.add_(1)"), {"state: state -> round 0 -> 'plain'"});
  check(compare_changes("self.added = 1"), {"state: state -> round 0 -> 'added'"});
  check(compare_changes("if hasattr(self, 'calls'): del self.calls"), {"state: state -> round 0 -> 'calls'"});
}

BOOST_AUTO_TEST_CASE(a_change_that_is_added_is_found) {
  const auto comparison = compare_changes("pass", "self.calls += 1");
  check(comparison, {"state: state -> round 0 -> 'calls'"});
  BOOST_TEST(comparison.differences[0].eager == "unchanged or absent");
  BOOST_TEST(comparison.differences[0].captured == "1");
}

BOOST_AUTO_TEST_CASE(a_change_in_the_second_round_alone_is_found) {
  check(compare_changes("self.calls += 1", "self.calls = min(self.calls + 1, 2)"),
        {"state: state -> round 2 -> 'calls'"});
}

BOOST_AUTO_TEST_CASE(the_same_change_is_no_difference) {
  check(
      compare_changes("self.norm.mean += 1; self.calls += 1; self.seen.append(len(self.seen))",
                      "self.norm.mean.add_(1); self.calls = self.calls + 1; self.seen = self.seen + [len(self.seen)]"),
      {});
}

BOOST_AUTO_TEST_CASE(a_script_module_that_changes_as_eager_does_has_no_difference) {
  const auto names = run_python(R"(
import linecache
source = '''
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.calls = 0
    def forward(self, x):
        self.calls += 1
        return self.norm(x) * self.calls
'''
linecache.cache['net.py'] = (len(source), None, source.splitlines(True), 'net.py')
exec(compile(source, 'net.py', 'exec'))
import sys
sys.modules.setdefault('program', sys.modules['builtins'])
eager, captured = Net(), torch.jit.script(Net())
inputs = [(torch.tensor([[1.0, 2.0], [3.0, 5.0]]),)]
)");
  const auto eager = observe_name(names, "eager");
  BOOST_TEST(eager->states.at(2).size() == 4u);
  BOOST_TEST(brief(eager->states.at(2).at("calls")) == "3");
  check(compare(*eager, *observe_name(names, "captured")), {});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
