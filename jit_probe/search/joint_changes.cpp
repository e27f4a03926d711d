// Changes that concern several tensors: equal and aliased ones, and sizes that they share.
#include "jit_probe/search/changes.hpp"
#include "jit_probe/search/sizes.hpp"

namespace dy2stat::search {
namespace {

bool has_any_tensor(const py::object& part) {
  return is_plain_tensor(part);
}
bool has_a_dimension(const py::object& part) {
  return is_plain_tensor(part) && tensor_in(part).dim() > 0;
}

// The other tensors of the same dtype, those of the same sizes alone if `alike`.
std::vector<py::object> others_than(const parity::InputSet& arguments, const Part& part, bool alike) {
  std::vector<py::object> others;
  const auto& tensor = tensor_in(part.value);
  for (const auto& other : parts_of(arguments)) {
    if (!is_plain_tensor(other.value) || other.value.is(part.value)) continue;
    const auto& candidate = tensor_in(other.value);
    if (candidate.scalar_type() == tensor.scalar_type() && (!alike || candidate.sizes() == tensor.sizes()))
      others.push_back(other.value);
  }
  return others;
}

std::optional<parity::InputSet> same_object(const parity::InputSet& arguments, const Part& part, Random& random) {
  const auto others = others_than(arguments, part, true);
  if (others.empty()) return std::nullopt;
  return with_part(arguments, part.path, random.pick(others));
}

std::optional<parity::InputSet> equal_elements(const parity::InputSet& arguments, const Part& part, Random& random) {
  const auto others = others_than(arguments, part, true);
  if (others.empty()) return std::nullopt;
  const auto& tensor = tensor_in(random.pick(others));
  auto made = tensor.detach().clone();
  return with_part(arguments, part.path, py::cast(tensor.requires_grad() ? made.requires_grad_(true) : made));
}

// Another tensor object over the same memory; of a square matrix perhaps the transposed one.
std::optional<parity::InputSet> same_memory(const parity::InputSet& arguments, const Part& part, Random& random) {
  const auto others = others_than(arguments, part, true);
  if (others.empty()) return std::nullopt;
  const auto& tensor = tensor_in(random.pick(others));
  const bool square = tensor.dim() == 2 && tensor.size(0) == tensor.size(1);
  const auto base = tensor.detach();
  const auto made =
      square && random.one_in(2) ? base.t() : base.as_strided(base.sizes(), base.strides(), base.storage_offset());
  return with_part(arguments, part.path, py::cast(made));
}

// Both in one memory, the other one an element later.
std::optional<parity::InputSet> overlapping_memory(const parity::InputSet& arguments, const Part& part,
                                                   Random& random) {
  const auto others = others_than(arguments, part, true);
  if (others.empty() || tensor_in(part.value).numel() < 2) return std::nullopt;
  const auto other = random.pick(others);
  const auto& tensor = tensor_in(part.value);
  const auto memory = at::zeros({tensor.numel() + 1}, tensor.options().requires_grad(false));
  memory.narrow(0, 0, tensor.numel()).copy_(tensor.detach().reshape({-1}));
  const auto first = memory.narrow(0, 0, tensor.numel()).view(tensor.sizes());
  const auto second = memory.narrow(0, 1, tensor.numel()).view(tensor.sizes());
  return with_object(with_object(arguments, part.value, py::cast(first)), other, py::cast(second));
}

std::int64_t other_size(std::int64_t size, Random& random) {
  switch (random.below(7)) {
    case 0:
      return 0;
    case 1:
      return 1;
    case 2:
      return std::max<std::int64_t>(size - 1, 0);
    case 3:
      return size * 2;
    case 4:
      return size + 1;
    case 5:
      return 2;
    default:
      return static_cast<std::int64_t>(random.below(9));
  }
}

constexpr std::int64_t most_elements = 1 << 20;

py::object resized_object(const py::object& object, std::int64_t dim, std::int64_t size) {
  const auto& tensor = tensor_in(object);
  auto made = resized(tensor, dim, size);
  return py::cast(tensor.requires_grad() ? made.requires_grad_(true) : made);
}

std::optional<parity::InputSet> one_resized(const parity::InputSet& arguments, const Part& part, Random& random) {
  const auto& tensor = tensor_in(part.value);
  const auto dim = static_cast<std::int64_t>(random.below(static_cast<std::size_t>(tensor.dim())));
  const auto size = other_size(tensor.size(dim), random);
  if (size == tensor.size(dim) || tensor.numel() * 2 > most_elements) return std::nullopt;
  return with_object(arguments, part.value, resized_object(part.value, dim, size));
}

// Every dimension of every tensor that has the size of one gets the same other size: they may have to agree.
std::optional<parity::InputSet> all_resized(const parity::InputSet& arguments, const Part& part, Random& random) {
  const auto& tensor = tensor_in(part.value);
  const auto old = tensor.size(static_cast<std::int64_t>(random.below(static_cast<std::size_t>(tensor.dim()))));
  const auto size = other_size(old, random);
  if (size == old) return std::nullopt;
  auto made = arguments;
  for (const auto& one : parts_of(arguments)) {
    if (!is_plain_tensor(one.value)) continue;
    auto object = one.value;
    for (std::int64_t dim = 0; dim < tensor_in(one.value).dim(); ++dim)
      if (tensor_in(one.value).size(dim) == old) object = resized_object(object, dim, size);
    if (tensor_in(object).numel() > most_elements) return std::nullopt;
    if (!object.is(one.value)) made = with_object(made, one.value, object);
  }
  return made;
}

}  // namespace

const std::vector<Change>& joint_changes() {
  static const std::vector<Change> changes{
      {"the same object as another tensor", has_any_tensor, nullptr, same_object},
      {"equal to another tensor", has_any_tensor, nullptr, equal_elements},
      {"in the same memory as another tensor", has_any_tensor, nullptr, same_memory},
      {"overlapping another tensor in memory", has_any_tensor, nullptr, overlapping_memory},
      {"resized along one dimension", has_a_dimension, nullptr, one_resized},
      {"resized, and with it all that have the size", has_a_dimension, nullptr, all_resized},
  };
  return changes;
}

}  // namespace dy2stat::search
