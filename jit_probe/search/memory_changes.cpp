// Changes of where a tensor's elements lie, which leave the elements as they are, or spread one over a dimension.
#include "jit_probe/search/changes.hpp"

namespace dy2stat::search {
namespace {

bool has_matrix(const py::object& part) {
  return is_plain_tensor(part) && tensor_in(part).dim() >= 2 && tensor_in(part).numel() > 1;
}
bool has_dimensions(const py::object& part) {
  return is_plain_tensor(part) && tensor_in(part).dim() >= 1 && tensor_in(part).numel() > 1;
}
bool may_require_grad(const py::object& part) {
  return is_plain_tensor(part) && tensor_in(part).is_leaf() &&
         (tensor_in(part).is_floating_point() || tensor_in(part).is_complex());
}

py::object with_grad_of(const at::Tensor& old, at::Tensor made) {
  return py::cast(old.requires_grad() ? made.requires_grad_(true) : made);
}

py::object transposed_memory(const py::object& part, Random& random, const Surroundings&) {
  const auto& tensor = tensor_in(part);
  const auto dims = static_cast<std::size_t>(tensor.dim());
  const auto first = random.below(dims), second = (first + 1 + random.below(dims - 1)) % dims;
  const auto a = static_cast<std::int64_t>(first), b = static_cast<std::int64_t>(second);
  return with_grad_of(tensor, tensor.detach().transpose(a, b).clone(at::MemoryFormat::Contiguous).transpose(a, b));
}

// Between any two elements of the last dimension lies another one.
py::object strided_memory(const py::object& part, Random&, const Surroundings&) {
  const auto& tensor = tensor_in(part);
  auto sizes = tensor.sizes().vec();
  sizes.back() *= 2;
  const auto wide = at::zeros(sizes, tensor.options());
  auto made = wide.slice(-1, 0, sizes.back(), 2);
  made.copy_(tensor.detach());
  return with_grad_of(tensor, made);
}

py::object offset_memory(const py::object& part, Random&, const Surroundings&) {
  const auto& tensor = tensor_in(part);
  const auto wide = at::zeros({tensor.numel() + 3}, tensor.options());
  auto made = wide.narrow(0, 3, tensor.numel()).view(tensor.sizes());
  made.copy_(tensor.detach());
  return with_grad_of(tensor, made);
}

py::object expanded_memory(const py::object& part, Random& random, const Surroundings&) {
  const auto& tensor = tensor_in(part);
  const auto dim = static_cast<std::int64_t>(random.below(static_cast<std::size_t>(tensor.dim())));
  if (tensor.size(dim) < 2) return {};
  auto made = tensor.detach().narrow(dim, 0, 1).clone(at::MemoryFormat::Contiguous).expand(tensor.sizes());
  return with_grad_of(tensor, made);
}

py::object other_requires_grad(const py::object& part, Random&, const Surroundings&) {
  const auto& tensor = tensor_in(part);
  auto made = tensor.detach().clone();
  return py::cast(tensor.requires_grad() ? made : made.requires_grad_(true));
}

}  // namespace

const std::vector<Change>& memory_changes() {
  static const std::vector<Change> changes{
      {"transposed in memory", has_matrix, transposed_memory},
      {"strided in memory", has_dimensions, strided_memory},
      {"with an offset in memory", has_dimensions, offset_memory},
      {"expanded along a dimension", has_dimensions, expanded_memory},
      {"requires_grad switched", may_require_grad, other_requires_grad},
  };
  return changes;
}

}  // namespace dy2stat::search
