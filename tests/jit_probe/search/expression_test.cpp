// Inputs are written as Python that makes the same again.
#include "jit_probe/search/expression.hpp"

#include "capture/parity/snapshot.hpp"
#include "tests/jit_probe/search/programs.hpp"

namespace dy2stat::search {
namespace {

using test::evaluated;
using test::input_of;

std::string written(const std::string& tuple) {
  return expression_of(input_of(tuple)).text;
}

// What is written makes equal arguments, in memory too.
void check_made_again(const std::string& tuple) {
  const auto input = input_of(tuple);
  const auto expression = expression_of(input);
  BOOST_TEST_CONTEXT(tuple << " as " << expression.text) {
    BOOST_TEST(expression.stands_alone);
    const auto again = evaluated(expression.text);
    const auto left = parity::snapshot_of(input.arguments.positional), right = parity::snapshot_of(again);
    BOOST_TEST(parity::identical(left, right));
    const auto parts = parts_of(input.arguments), made = parts_of({again, py::dict()});
    for (std::size_t k = 0; k < parts.size(); ++k)
      if (is_plain_tensor(parts[k].value))
        BOOST_TEST(tensor_in(parts[k].value).strides() == tensor_in(made[k].value).strides());
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expression_test)

BOOST_AUTO_TEST_CASE(small_values_are_written_as_a_person_would) {
  BOOST_TEST(written("(torch.tensor([0.1, nan]), 3)") == "(torch.tensor([0.1, float(\"nan\")]), 3)");
  BOOST_TEST(written("(torch.zeros(0, 2),)") == "(torch.zeros((0, 2)),)");
  BOOST_TEST(written("(torch.full((9, 9), 2.5),)") == "(torch.full((9, 9), 2.5, dtype=torch.float32),)");
  BOOST_TEST(written("(torch.arange(40.).reshape(5, 8),)") ==
             "(torch.arange(40, dtype=torch.float32).reshape((5, 8)),)");
  BOOST_TEST(written("(torch.tensor([[1, 2], [3, 4]]).t(),)") ==
             "(torch.tensor([1, 2, 3, 4]).as_strided((2, 2), (1, 2)),)");
  BOOST_TEST(written("({'a': [None, 'b', True]}, 0.1)") == "({'a': [None, 'b', True]}, 0.1)");
}

BOOST_AUTO_TEST_CASE(what_is_written_makes_the_same_again) {
  for (const auto* tuple :
       {"(torch.tensor(1.5),)", "(torch.tensor([1/3, 1e-45, 3.4e38, -0.0, float('-inf'), nan]),)",
        "(torch.tensor([1/3, 1e308], dtype=torch.float64),)", "(torch.tensor([0.1], dtype=torch.float16),)",
        "(torch.tensor([0.1], dtype=torch.bfloat16),)", "(torch.tensor([True, False]),)",
        "(torch.tensor([255], dtype=torch.uint8), torch.tensor([-2**63]))",
        "(torch.tensor([1 + 2j, complex(nan, 0)]),)", "(torch.arange(6.).reshape(2, 3).t(),)",
        "(torch.arange(8.)[::2],)", "(torch.arange(8.)[3:],)", "(torch.ones(1).expand(4),)", "(torch.zeros(0),)",
        "(torch.ones(2).requires_grad_(),)", "(torch.arange(100),)", "(torch.full((50,), 1/3),)",
        "(torch.full((50,), 7, dtype=torch.int8),)", "(0.1, nan)", "(torch.float32, (), [], {}, -1, 2**70)"})
    check_made_again(tuple);
}

BOOST_AUTO_TEST_CASE(shared_memory_is_shared_again) {
  const auto same = evaluated(written("(lambda x: (x, [x]))(torch.ones(2))"));
  BOOST_TEST(same[py::int_(0)].is(same[py::int_(1)][py::int_(0)]));
  const auto views = evaluated(written("(lambda x: (x[:2], x[1:]))(torch.arange(3.))"));
  at::Tensor first = tensor_in(views[py::int_(0)]);
  first.fill_(7);
  BOOST_TEST(test::shown(views[py::int_(1)]) == "tensor([7., 2.])");
}

BOOST_AUTO_TEST_CASE(keywords_stand_in_a_pair) {
  auto input = input_of("(1,)");
  input.arguments.keywords["k"] = 2;
  BOOST_TEST(expression_of(input).text == "((1,), {'k': 2})");
  // These two arguments would be taken for one.
  BOOST_TEST(written("((1,), {'k': 2})") == "(((1,), {'k': 2}), {})");
}

BOOST_AUTO_TEST_CASE(an_object_without_a_literal_is_taken_from_inputs) {
  auto input = input_of("(1, [torch.nn.ReLU()])");
  input.base = 2;
  const auto expression = expression_of(input);
  BOOST_TEST(expression.text == "(1, [as_call(module.inputs()[2])[0][1][0]])");
  BOOST_TEST(!expression.stands_alone);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
