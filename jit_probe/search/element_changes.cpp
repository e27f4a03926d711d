// Changes of tensors' elements: signs, zeros, NaN, infinities, magnitudes, boundaries, order.
#include <cmath>
#include <limits>
#include <numbers>

#include "jit_probe/search/changes.hpp"

namespace dy2stat::search {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

bool has_elements(const py::object& part) {
  return is_plain_tensor(part) && tensor_in(part).numel() > 0;
}
bool has_floats(const py::object& part) {
  return has_elements(part) && tensor_in(part).is_floating_point();
}
bool has_integers(const py::object& part) {
  return has_elements(part) && at::isIntegralType(tensor_in(part).scalar_type(), false);
}
bool has_booleans(const py::object& part) {
  return has_elements(part) && tensor_in(part).scalar_type() == at::kBool;
}
bool has_numbers(const py::object& part) {
  return has_elements(part) && !has_booleans(part);
}
bool has_real_numbers(const py::object& part) {
  return has_floats(part) || has_integers(part);
}
bool has_several(const py::object& part) {
  return has_real_numbers(part) && tensor_in(part).numel() > 1;
}

// The tensor with what `write` does to all its elements, in one dimension.
template <typename Write>
py::object with_elements(const py::object& part, const Write& write) {
  const auto& tensor = tensor_in(part);
  auto made = tensor.detach().clone(at::MemoryFormat::Contiguous);
  write(made.view({-1}));
  return py::cast(tensor.requires_grad() ? made.requires_grad_(true) : made);
}

template <typename Write>
py::object with_one_element(const py::object& part, Random& random, const Write& write) {
  return with_elements(part, [&](const at::Tensor& flat) {
    write(flat.select(0, static_cast<std::int64_t>(random.below(static_cast<std::size_t>(flat.numel())))));
  });
}

at::Scalar constant_for(const py::object& part, Random& random, const Surroundings& surroundings) {
  if (has_floats(part)) {
    const double constant = random.pick(surroundings.constants.numbers);
    // Beside the constant itself what lies next to it.
    const double nudges[] = {0, 0, 0, 1, -1, 1e-3, -1e-3};
    return constant + nudges[random.below(std::size(nudges))];
  }
  const auto nudge = random.one_in(3) ? static_cast<std::int64_t>(random.below(3)) - 1 : 0;
  return random.pick(surroundings.constants.integers) + nudge;
}

at::Scalar boundary_for(const py::object& part, Random& random) {
  if (has_floats(part)) {
    const double boundaries[] = {16777216., 16777217., 2147483648., -2147483648., 4294967296., 9007199254740993.,
                                 3.4e38,    -3.4e38,   1e-38,       1e-45,        65504.,      -1e-7};
    return boundaries[random.below(std::size(boundaries))];
  }
  const std::int64_t boundaries[] = {127,
                                     128,
                                     255,
                                     256,
                                     -128,
                                     -129,
                                     32767,
                                     32768,
                                     2147483647,
                                     2147483648,
                                     -2147483648,
                                     std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min()};
  return boundaries[random.below(std::size(boundaries))];
}

template <int number>
py::object all_filled(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.fill_(number); });
}
template <int number>
py::object one_filled(const py::object& part, Random& random, const Surroundings&) {
  return with_one_element(part, random, [](const at::Tensor& element) { element.fill_(number); });
}
template <const double& number>
py::object all_special(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.fill_(number); });
}
template <const double& number>
py::object one_special(const py::object& part, Random& random, const Surroundings&) {
  return with_one_element(part, random, [](const at::Tensor& element) { element.fill_(number); });
}
constexpr double minus_infinite = -infinite, minus_zero = -0.0;
constexpr double thousand = 1e3, thousandth = 1e-3, great = 1e12, small = 1e-12;
template <const double& factor>
py::object all_times(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.mul_(factor); });
}

py::object all_negated(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.neg_(); });
}
py::object one_negated(const py::object& part, Random& random, const Surroundings&) {
  return with_one_element(part, random, [](const at::Tensor& element) { element.neg_(); });
}
py::object all_constant(const py::object& part, Random& random, const Surroundings& surroundings) {
  const auto constant = constant_for(part, random, surroundings);
  return with_elements(part, [&](const at::Tensor& flat) { flat.fill_(constant); });
}
py::object one_constant(const py::object& part, Random& random, const Surroundings& surroundings) {
  const auto constant = constant_for(part, random, surroundings);
  return with_one_element(part, random, [&](const at::Tensor& element) { element.fill_(constant); });
}
py::object all_boundary(const py::object& part, Random& random, const Surroundings&) {
  const auto boundary = boundary_for(part, random);
  return with_elements(part, [&](const at::Tensor& flat) { flat.fill_(boundary); });
}
py::object one_boundary(const py::object& part, Random& random, const Surroundings&) {
  const auto boundary = boundary_for(part, random);
  return with_one_element(part, random, [&](const at::Tensor& element) { element.fill_(boundary); });
}
py::object all_halves(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) {
    const auto count = flat.numel();
    flat.copy_(at::arange(count, at::kDouble).sub(static_cast<double>(count / 2)).add(0.5));
  });
}
py::object all_normal(const py::object& part, Random& random, const Surroundings&) {
  return with_elements(part, [&](const at::Tensor& flat) {
    std::vector<double> numbers(static_cast<std::size_t>(flat.numel()));
    for (auto& number : numbers)  // by Box and Muller
      number = std::sqrt(-2 * std::log(1 - random.unit())) * std::cos(2 * std::numbers::pi * random.unit());
    flat.copy_(at::tensor(numbers, at::kDouble));
  });
}
py::object all_small_integers(const py::object& part, Random& random, const Surroundings&) {
  return with_elements(part, [&](const at::Tensor& flat) {
    std::vector<double> numbers(static_cast<std::size_t>(flat.numel()));
    for (auto& number : numbers) number = static_cast<double>(random.below(9)) - 4;
    flat.copy_(at::tensor(numbers, at::kDouble));
  });
}
template <bool descending>
py::object sorted_elements(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.copy_(std::get<0>(flat.clone().sort(0, descending))); });
}
py::object reversed_elements(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.copy_(flat.flip({0})); });
}
py::object one_copied(const py::object& part, Random& random, const Surroundings&) {
  return with_elements(part, [&](const at::Tensor& flat) {
    const auto count = static_cast<std::size_t>(flat.numel());
    const auto from = static_cast<std::int64_t>(random.below(count)),
               to = static_cast<std::int64_t>(random.below(count));
    flat.select(0, to).copy_(flat.select(0, from).clone());
  });
}
py::object all_flipped(const py::object& part, Random&, const Surroundings&) {
  return with_elements(part, [](const at::Tensor& flat) { flat.logical_not_(); });
}
py::object one_flipped(const py::object& part, Random& random, const Surroundings&) {
  return with_one_element(part, random, [](const at::Tensor& element) { element.logical_not_(); });
}

}  // namespace

const std::vector<Change>& element_changes() {
  static const std::vector<Change> changes{
      {"all elements negated", has_numbers, all_negated},
      {"one element negated", has_numbers, one_negated},
      {"all elements 0", has_elements, all_filled<0>},
      {"one element 0", has_elements, one_filled<0>},
      {"all elements 1", has_elements, all_filled<1>},
      {"one element NaN", has_floats, one_special<nan_value>},
      {"all elements NaN", has_floats, all_special<nan_value>},
      {"one element infinite", has_floats, one_special<infinite>},
      {"one element -infinite", has_floats, one_special<minus_infinite>},
      {"all elements infinite", has_floats, all_special<infinite>},
      {"one element -0.0", has_floats, one_special<minus_zero>},
      {"all elements -0.0", has_floats, all_special<minus_zero>},
      {"all elements times 1000", has_numbers, all_times<thousand>},
      {"all elements divided by 1000", has_floats, all_times<thousandth>},
      {"all elements times 1e12", has_floats, all_times<great>},
      {"all elements times 1e-12", has_floats, all_times<small>},
      {"all elements a constant", has_real_numbers, all_constant},
      {"one element a constant", has_real_numbers, one_constant},
      {"all elements a boundary", has_real_numbers, all_boundary},
      {"one element a boundary", has_real_numbers, one_boundary},
      {"all elements halves", has_floats, all_halves},
      {"all elements from a normal distribution", has_floats, all_normal},
      {"all elements small integers", has_real_numbers, all_small_integers},
      {"elements ascending", has_several, sorted_elements<false>},
      {"elements descending", has_several, sorted_elements<true>},
      {"elements reversed", has_several, reversed_elements},
      {"one element twice", has_several, one_copied},
      {"all elements flipped", has_booleans, all_flipped},
      {"one element flipped", has_booleans, one_flipped},
  };
  return changes;
}

}  // namespace dy2stat::search
