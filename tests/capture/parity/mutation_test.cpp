// The aspect mutation: what a call leaves in its arguments.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(mutation_test)

BOOST_AUTO_TEST_CASE(a_lost_write_is_found_and_nothing_else) {
  check(compare_programs(R"(
def eager(x, y):
    x[0] = 5
    return y + 1
def captured(x, y):
    return y + 1
inputs = [(torch.zeros(2), torch.ones(1))]
)"),
        {"mutation: input set 0 -> round 0 -> arguments after the call -> [0]"});
}

BOOST_AUTO_TEST_CASE(an_added_write_is_found_too) {
  check(compare_programs(R"(
def eager(x): return x + 1
def captured(x): return x.add_(1) + 0
inputs = [(torch.zeros(2),)]
)"),
        {"mutation: input set 0 -> round 0 -> arguments after the call -> [0]"});
}

BOOST_AUTO_TEST_CASE(lists_dictionaries_and_objects_are_arguments_as_well) {
  check(compare_programs(R"(
class Box:
    def __init__(self): self.filled = 0
def eager(numbers, names, box, x):
    numbers.append(3); names['b'] = 2; box.filled = 1
    return x + 1
def captured(numbers, names, box, x):
    return x + 1
inputs = [([1, 2], {'a': 1}, Box(), torch.zeros(1))]
)"),
        {"mutation: input set 0 -> round 0 -> arguments after the call -> [0]",
         "mutation: input set 0 -> round 0 -> arguments after the call -> [1]",
         "mutation: input set 0 -> round 0 -> arguments after the call -> [2] -> ['filled']"});
}

BOOST_AUTO_TEST_CASE(the_same_write_is_no_difference_and_reaches_no_later_call) {
  const auto names = run_python(R"(
def eager(x):
    x.add_(1)
    return x.sum()
def captured(x):
    return x.add_(1).sum()
inputs = [(torch.zeros(2),), (torch.ones(2),)]
)");
  const auto eager = observe_name(names, "eager");
  check(compare(*eager, *observe_name(names, "captured")), {});
  BOOST_TEST(brief(eager->rounds[2][0].result) == "float32[] 2");
  BOOST_TEST(brief(eager->rounds[2][0].arguments.children[0].children[0]) == "float32[2] 1, 1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
