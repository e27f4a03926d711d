// The aspect structure: types, lengths and keys, and what is only another class of container.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

namespace {

Comparison compare_results(const std::string& eager, const std::string& captured) {
  return compare_programs(
      "import collections, dataclasses, typing\n"
      "Pair = collections.namedtuple('Pair', 'a b')\n"
      "@dataclasses.dataclass\nclass Output:\n    a: object\n    b: object\n"
      "class Plain:\n    def __init__(self, a): self.a = a\n"
      "class Mapping(dict): pass\n"
      "def eager(x): return " +
      eager + "\ndef captured(x): return " + captured + "\ninputs = [(torch.tensor([1.0]),)]\n");
}

const std::string result = "input set 0 -> round 0 -> result";

}  // namespace

BOOST_AUTO_TEST_SUITE(structure_test)

BOOST_AUTO_TEST_CASE(another_kind_of_value_is_wrong) {
  check(compare_results("3", "torch.tensor(3)"), {"structure: " + result});
  check(compare_results("2.0", "torch.tensor(2.0, dtype=torch.float64)"), {"structure: " + result});
  check(compare_results("True", "1"), {"structure: " + result});
  check(compare_results("1", "1.0"), {"structure: " + result});
  check(compare_results("None", "torch.ones(1)"), {"structure: " + result});
  check(compare_results("x + 1", "[x + 1]"), {"structure: " + result});
  check(compare_results("torch.float32", "6"), {"structure: " + result});
  check(compare_results("[1, (2, 3)]", "[1, {2, 3}]"), {"structure: " + result + " -> [1]"});
}

BOOST_AUTO_TEST_CASE(a_number_that_became_a_tensor_says_so) {
  BOOST_TEST(compare_results("3", "torch.tensor(3)").differences.at(0).detail == "int became Tensor");
}

BOOST_AUTO_TEST_CASE(other_lengths_and_keys_are_wrong) {
  check(compare_results("[1, 2]", "[1]"), {"structure: " + result});
  check(compare_results("{'a': 1}", "{'b': 1}"), {"structure: " + result});
  check(compare_results("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"), {"structure: " + result});
  check(compare_results("{1: 1}", "{'1': 1}"), {"structure: " + result});
}

BOOST_AUTO_TEST_CASE(another_class_of_container_is_a_note) {
  check(compare_results("[1, 2]", "(1, 2)"), {}, {"structure: " + result});
  check(compare_results("Pair(1, 2)", "(1, 2)"), {}, {"structure: " + result});
  check(compare_results("x.shape", "[1]"), {}, {"structure: " + result});
  check(compare_results("torch.max(x, 0)", "tuple(torch.max(x, 0))"), {}, {"structure: " + result});
  check(compare_results("Output(1, 2)", "{'a': 1, 'b': 2}"), {}, {"structure: " + result});
  check(compare_results("Mapping(a=1)", "{'a': 1}"), {}, {"structure: " + result});
  check(compare_results("nn.Parameter(torch.ones(1), requires_grad=False)", "torch.ones(1)"), {},
        {"structure: " + result});
}

BOOST_AUTO_TEST_CASE(what_lies_in_a_container_is_compared_all_the_same) {
  check(compare_results("Pair(1, 2)", "(1, 3)"), {"values: " + result + " -> [1]"}, {"structure: " + result});
  check(compare_results("Output(1, 2)", "Output(1, 3)"), {"values: " + result + " -> ['b']"});
  check(compare_results("Plain(1)", "Plain(2)"), {"values: " + result + " -> ['a']"});
  check(compare_results("{1, 2}", "{1, 3}"), {"values: " + result + " -> [1]"});
}

BOOST_AUTO_TEST_CASE(a_sparse_tensor_is_not_a_dense_one) {
  check(compare_results("torch.eye(2)", "torch.eye(2).to_sparse()"), {"structure: " + result});
  check(compare_results("torch.eye(2).to_sparse()", "torch.eye(2).to_sparse()"), {});
  check(compare_results("torch.eye(2).to_sparse()", "(torch.eye(2) * 2).to_sparse()"), {"values: " + result});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
