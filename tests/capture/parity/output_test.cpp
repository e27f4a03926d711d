// The aspect output: what is written to file descriptor 1.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

namespace {

Comparison compare_outputs(const std::string& eager, const std::string& captured) {
  const auto call = [](const std::string& output) {
    Observations observations;
    observations.states.emplace_back();
    observations.rounds.emplace_back().emplace_back().output = output;
    return observations;
  };
  return compare(call(eager), call(captured));
}

const std::string place = "output: input set 0 -> round 0 -> output";

}  // namespace

BOOST_AUTO_TEST_SUITE(output_test)

BOOST_AUTO_TEST_CASE(lines_lost_added_changed_or_in_another_order_are_wrong) {
  check(compare_outputs("a\nb\n", "a\n"), {place});
  check(compare_outputs("a\n", "a\nb\n"), {place});
  check(compare_outputs("", "a\n"), {place});
  check(compare_outputs("a\n", ""), {place});
  check(compare_outputs("a\nb\n", "b\na\n"), {place});
  check(compare_outputs("loss 1\n", "loss 2\n"), {place});
  check(compare_outputs("a\n", "b\n"), {place});
  check(compare_outputs("a\n", "a\n"), {});
}

BOOST_AUTO_TEST_CASE(the_same_in_another_format_is_a_note) {
  check(compare_outputs("x: tensor([1.5000, 2.0000])\n", "x:  1.5000\n 2.0000\n[ CPUFloatType{2} ]\n"), {}, {place});
  check(compare_outputs("tensor([[1, 2],\n        [3, 4]])\n", " 1  2\n 3  4\n[ CPULongType{2,2} ]\n"), {}, {place});
  check(compare_outputs("tensor(1., dtype=torch.float64, requires_grad=True) 0.1\n",
                        "1\n[ CPUDoubleType{} ] 0.10000000000000001\n"),
        {}, {place});
  check(compare_outputs("tensor([2.], grad_fn=<MulBackward0>)\n", " 2\n[ CPUFloatType{1} ]\n"), {}, {place});
  check(compare_outputs("tensor([True])\n", " 1\n[ CPUBoolType{1} ]\n"), {}, {place});
  check(compare_outputs("[1, 2] end\n", "(1, 2)  end\n"), {}, {place});
}

BOOST_AUTO_TEST_CASE(another_number_is_wrong_in_whatever_format) {
  check(compare_outputs("tensor([1.5000])\n", " 1.6000\n[ CPUFloatType{1} ]\n"), {place});
}

BOOST_AUTO_TEST_CASE(output_that_looks_like_a_broken_tensor_is_read_to_its_end) {
  check(compare_outputs("grad_fn=<", "[ CPUFloatType{"), {}, {place});
  check(compare_outputs("[ Type", "dtype=torch."), {place});
}

BOOST_AUTO_TEST_CASE(observe_takes_what_each_call_wrote) {
  const auto names = run_python("def eager(x): return x + 1\ninputs = [(torch.zeros(1),)]\n");
  int taken = 0;
  Options options;
  options.rounds = 1;
  options.gradients = false;
  options.take_output = [&] { return ++taken % 2 ? "before the call" : "during the call"; };
  BOOST_TEST(observe_name(names, "eager", options)->rounds[0][0].output == "during the call");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
