// The aspect values: elements and numbers, and the tolerance of each dtype.
#include "tests/capture/parity/programs.hpp"

#include <map>

namespace dy2stat::parity::test {

BOOST_AUTO_TEST_SUITE(values_test)

BOOST_AUTO_TEST_CASE(an_element_that_differs_is_found_with_its_place_and_nothing_else) {
  const auto comparison = compare_programs(R"(
def eager(x): return x + 1, {'mask': [x + 1, x * 2]}
def captured(x): return x + 1, {'mask': [x + 1, x * 2 + torch.tensor([0.0, 0.25])]}
inputs = [(torch.tensor([1.0, 2.0]),)]
)");
  check(comparison, {"values: input set 0 -> round 0 -> result -> [1] -> ['mask'] -> [1]"});
  BOOST_TEST(comparison.differences[0].detail == "1 of 2 elements differ, greatest difference 0.25 (allowed 1.52e-05)");
  BOOST_TEST(comparison.differences[0].eager == "float32[2] 2, 4");
  BOOST_TEST(comparison.differences[0].captured == "float32[2] 2, 4.25");
}

BOOST_AUTO_TEST_CASE(a_difference_in_one_round_or_input_set_alone_is_found) {
  check(compare_programs(R"(
calls = 0
def eager(x): return x + 1
def captured(x):
    global calls
    calls += 1
    return x + (1 if calls != 6 else 2)
inputs = [(torch.zeros(1),), (torch.ones(1),)]
)"),
        {"values: input set 1 -> round 2 -> result"});
}

BOOST_AUTO_TEST_CASE(tolerances_are_those_of_assert_close_and_are_recorded) {
  const auto names = run_python(R"(
from torch.testing._comparison import default_tolerances
def scaled(factor):
    def result(x):
        return [torch.full((2,), 8.0, dtype=d) * (1 + factor * default_tolerances(d)[0]) for d in dtypes]
    return result
dtypes = [torch.float32, torch.float64, torch.complex64, torch.complex128]
eager, captured, outside = scaled(0.0), scaled(0.9), scaled(3.0)
expected = {str(d)[6:]: default_tolerances(d)
            for d in [torch.float16, torch.bfloat16, torch.complex32, torch.int64, torch.bool, torch.quint8] + dtypes}
def every(x):
    return [torch.ones(2).to(d) for d in (torch.float16, torch.bfloat16, torch.int64, torch.bool, *dtypes)] + [
        torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.quint8),
        torch.view_as_complex(torch.ones(2, 2, dtype=torch.float16))]
inputs = [(torch.zeros(1),)]
)");
  const auto eager = observe_name(names, "eager");
  check(compare(*eager, *observe_name(names, "captured")), {});
  const auto outside = compare(*eager, *observe_name(names, "outside"));
  BOOST_TEST(wrong(outside).size() == 4u);
  const auto every = observe_name(names, "every");
  const auto tolerances = compare(*every, *every).tolerances;
  const py::dict expected = names["expected"];
  BOOST_TEST(tolerances.size() == expected.size());
  for (auto item : expected) {
    const auto& recorded = tolerances.at(item.first.cast<std::string>());
    BOOST_TEST_CONTEXT(item.first.cast<std::string>()) {
      BOOST_TEST(recorded.at("rtol").get<double>() == item.second[py::int_(0)].cast<double>());
      BOOST_TEST(recorded.at("atol").get<double>() == item.second[py::int_(1)].cast<double>());
    }
  }
}

BOOST_AUTO_TEST_CASE(narrow_floats_differ_only_beyond_their_tolerance) {
  check(compare_programs(R"(
def result(half, bfloat16):
    return lambda x: (torch.tensor([half], dtype=torch.float16), torch.tensor([bfloat16], dtype=torch.bfloat16))
eager, captured = result(1.0, 1.0), result(1.0009765625, 1.0078125)
inputs = [(torch.zeros(1),)]
)"),
        {});
  check(compare_programs(R"(
def result(half, bfloat16):
    return lambda x: (torch.tensor([half], dtype=torch.float16), torch.tensor([bfloat16], dtype=torch.bfloat16))
eager, captured = result(1.0, 1.0), result(1.001953125, 1.0234375)
inputs = [(torch.zeros(1),)]
)"),
        {"values: input set 0 -> round 0 -> result -> [0]", "values: input set 0 -> round 0 -> result -> [1]"});
}

BOOST_AUTO_TEST_CASE(integers_booleans_and_float8_must_be_exact) {
  check(compare_programs(R"(
eight = [getattr(torch, name) for name in ('float8_e4m3fn', 'float8_e5m2') if hasattr(torch, name)]
def eager(x): return [torch.tensor([10**9]), torch.tensor([True])]
def captured(x): return [torch.tensor([10**9 + 1]), torch.tensor([False])]
inputs = [(torch.zeros(1),)]
)"),
        {"values: input set 0 -> round 0 -> result -> [0]", "values: input set 0 -> round 0 -> result -> [1]"});
  const auto names = run_python(R"(
eight = [getattr(torch, name) for name in ('float8_e4m3fn', 'float8_e5m2') if hasattr(torch, name)]
def eager(x): return [torch.tensor([1.0, float('nan')]).to(d) for d in eight]
def captured(x): return [torch.tensor([1.25, float('nan')]).to(d) for d in eight]
inputs = [(torch.zeros(1),)]
)");
  const auto eager = observe_name(names, "eager");
  check(compare(*eager, *eager), {});
  BOOST_TEST(wrong(compare(*eager, *observe_name(names, "captured"))).size() == py::len(names["eight"]));
}

BOOST_AUTO_TEST_CASE(quantised_tensors_are_compared_as_what_they_stand_for) {
  const std::string source = R"(
def eager(x): return torch.quantize_per_tensor(x, 0.5, 0, torch.quint8)
def same(x): return torch.quantize_per_tensor(x, 0.25, 0, torch.quint8)
def captured(x): return torch.quantize_per_tensor(x + 0.5, 0.5, 0, torch.quint8)
inputs = [(torch.tensor([1.0, 2.0]),)]
)";
  const auto names = run_python(source);
  const auto eager = observe_name(names, "eager");
  check(compare(*eager, *observe_name(names, "same")), {});
  check(compare(*eager, *observe_name(names, "captured")), {"values: input set 0 -> round 0 -> result"});
}

BOOST_AUTO_TEST_CASE(nan_equals_nan_and_an_infinity_only_itself) {
  check(compare_programs(R"(
nan, inf = float('nan'), float('inf')
def eager(x): return torch.tensor([nan, inf, -inf]), nan, inf, torch.tensor([complex(nan, 1.0)]), torch.tensor([-0.0])
def captured(x): return -torch.tensor([nan, -inf, inf]), nan, inf, torch.tensor([complex(nan, 1.0 + 1e-7)]), torch.tensor([0.0])
inputs = [(torch.zeros(1),)]
)"),
        {});
  check(compare_programs(R"(
nan, inf = float('nan'), float('inf')
def eager(x): return torch.tensor([nan]), torch.tensor([inf]), torch.tensor([1.0]), nan, torch.tensor([complex(inf, 1.0)])
def captured(x): return torch.tensor([1.0]), torch.tensor([-inf]), torch.tensor([nan]), 1.0, torch.tensor([complex(inf, 2.0)])
inputs = [(torch.zeros(1),)]
)"),
        {"values: input set 0 -> round 0 -> result -> [0]", "values: input set 0 -> round 0 -> result -> [1]",
         "values: input set 0 -> round 0 -> result -> [2]", "values: input set 0 -> round 0 -> result -> [3]",
         "values: input set 0 -> round 0 -> result -> [4]"});
}

BOOST_AUTO_TEST_CASE(python_numbers_and_texts_have_values_too) {
  check(compare_programs(R"(
def eager(x): return 1, 2.0, True, 'a', b'a', 1j, 2.0
def captured(x): return 2, 2.5, False, 'b', b'b', 2j, 2.0 + 1e-8
inputs = [(torch.zeros(1),)]
)"),
        {"values: input set 0 -> round 0 -> result -> [0]", "values: input set 0 -> round 0 -> result -> [1]",
         "values: input set 0 -> round 0 -> result -> [2]", "values: input set 0 -> round 0 -> result -> [3]",
         "values: input set 0 -> round 0 -> result -> [4]", "values: input set 0 -> round 0 -> result -> [5]"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
