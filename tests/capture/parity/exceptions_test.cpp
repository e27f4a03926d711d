// The aspect exceptions: raising where eager raises, and what follows from a raise.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(exceptions_test)

BOOST_AUTO_TEST_CASE(not_raising_where_eager_raises_is_wrong) {
  const auto comparison = compare_programs(R"(
def eager(x):
    if x.sum() > 1: raise ValueError('too much')
    return x + 1
def captured(x): return x + 1
inputs = [(torch.zeros(1),), (torch.full((1,), 2.0),)]
)");
  check(comparison, {"exceptions: input set 1 -> round 0"});
  BOOST_TEST(comparison.differences[0].eager == "ValueError: too much");
  BOOST_TEST(comparison.differences[0].captured == "returned float32[1] 3");
  BOOST_TEST(comparison.differences[0].detail == "does not raise where eager raises");
}

BOOST_AUTO_TEST_CASE(another_type_or_message_is_a_note) {
  const std::string source = R"(
def eager(x): raise ValueError('no')
def captured(x): raise %s
inputs = [(torch.zeros(1),)]
)";
  const auto filled = [&](const std::string& raised) {
    return std::string(source).replace(source.find("%s"), 2, raised);
  };
  check(compare_programs(filled("ValueError('no')")), {});
  const auto message = compare_programs(filled("ValueError('never')"));
  check(message, {}, {"exceptions: input set 0 -> round 0"});
  BOOST_TEST(message.differences[0].detail == "another message");
  const auto type = compare_programs(filled("torch.jit.Error('ValueError: no')"));
  check(type, {}, {"exceptions: input set 0 -> round 0"});
  BOOST_TEST(type.differences[0].detail == "another type of exception");
}

BOOST_AUTO_TEST_CASE(raising_where_eager_does_not_is_counted_and_no_difference) {
  const auto comparison = compare_programs(R"(
def eager(x): return x + 1
def captured(x):
    if x.numel() > 1: raise RuntimeError('guard failed')
    return x + 1
inputs = [(torch.zeros(1),), (torch.zeros(2),)]
)");
  check(comparison, {});
  BOOST_TEST(comparison.calls == 6);
  BOOST_TEST(comparison.raised_where_eager_did_not == 3);
  BOOST_TEST(comparison.first_raise->type == "RuntimeError");
  BOOST_TEST(comparison.first_raise->message == "guard failed");
  BOOST_TEST(comparison.not_checked.empty());
}

BOOST_AUTO_TEST_CASE(what_a_raise_left_behind_is_no_fault_of_later_calls) {
  const std::string source = R"(
class Counter(nn.Module):
    def __init__(self, most):
        super().__init__()
        self.calls, self.most = 0, most
    def forward(self, x):
        if x.numel() > self.most: raise RuntimeError('guard failed')
        self.calls += 1
        return x * self.calls
eager, captured = Counter(%s), Counter(%s)
inputs = [(torch.ones(2),), (torch.ones(1),)]
)";
  const auto filled = [&](std::string first, std::string second) {
    auto text = std::string(source).replace(source.find("%s"), 2, first);
    return text.replace(text.find("%s"), 2, second);
  };
  const auto restricted = compare_programs(filled("9", "1"));
  check(restricted, {});
  BOOST_TEST(restricted.raised_where_eager_did_not == 3);
  BOOST_TEST((restricted.not_checked == std::vector<Aspect>{Aspect::state, Aspect::gradients}));
  check(compare_programs(filled("1", "9")), {"exceptions: input set 0 -> round 0"});
}

BOOST_AUTO_TEST_CASE(what_both_did_before_they_raised_is_compared) {
  check(compare_programs(R"(
def eager(x):
    x.add_(1)
    raise ValueError('no')
def captured(x):
    raise ValueError('no')
inputs = [(torch.zeros(1),)]
)"),
        {"mutation: input set 0 -> round 0 -> arguments after the call -> [0]"});
}

BOOST_AUTO_TEST_CASE(an_exception_of_torchscript_is_a_note) {
  const auto names = run_python(R"(
import linecache
source = '''
def eager(x):
    if bool(x.sum() > 0):
        raise ValueError("too much")
    return x + 1
'''
linecache.cache['raises.py'] = (len(source), None, source.splitlines(True), 'raises.py')
exec(compile(source, 'raises.py', 'exec'))
captured = torch.jit.script(eager)
inputs = [(torch.ones(1),)]
)");
  const auto comparison = compare(*observe_name(names, "eager"), *observe_name(names, "captured"));
  check(comparison, {}, {"exceptions: input set 0 -> round 0"});
  BOOST_TEST(comparison.differences[0].captured.find("too much") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
