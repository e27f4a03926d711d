// Copies arguments: tensors by storage, everything else by copy.deepcopy with those tensors as its memo.
#include "capture/parity/copy_arguments.hpp"

#include <map>
#include <set>

#include "capture/parity/snapshot.hpp"

namespace dy2stat::parity {
namespace {

using StorageKey = const c10::StorageImpl*;

StorageKey storage_of(const at::Tensor& tensor) {
  return tensor.has_storage() ? tensor.storage().unsafeGetStorageImpl() : nullptr;
}

std::set<StorageKey> storages_of(const py::object& instance) {
  std::set<StorageKey> storages;
  if (instance.is_none()) return storages;
  for (const char* listing : {"parameters", "buffers"})
    for (auto tensor : instance.attr(listing)()) storages.insert(storage_of(THPVariable_Unpack(tensor.ptr())));
  return storages;
}

class Copier {
 public:
  Copier(std::set<StorageKey> kept, bool as_non_leaves) : kept_(std::move(kept)), as_non_leaves_(as_non_leaves) {}

  at::Tensor copy(const at::Tensor& tensor, const std::string& name) {
    const auto storage = storage_of(tensor);
    if (storage && kept_.count(storage)) return tensor;
    const bool leaf = as_non_leaves_ && (tensor.is_floating_point() || tensor.is_complex());
    if (!storage || tensor.layout() != at::kStrided || tensor.is_meta() || tensor.is_quantized())
      return tensor.detach().clone().requires_grad_(tensor.requires_grad());
    auto made = rebuild(base(tensor, storage, leaf, name), tensor);
    if (!leaf && tensor.requires_grad()) made.requires_grad_(true);
    return made;
  }

  std::vector<Leaf> leaves;

 private:
  // All elements of the tensor's storage, cloned, as one dimension of the tensor's dtype.
  at::Tensor base(const at::Tensor& tensor, StorageKey storage, bool leaf, const std::string& name) {
    const auto found = bases_.find({storage, tensor.scalar_type()});
    if (found != bases_.end()) return found->second;
    at::NoGradGuard no_grad;
    const auto elements = static_cast<std::int64_t>(storage->nbytes() / tensor.element_size());
    auto plain = tensor.detach();
    if (plain.is_conj()) plain = plain.conj();
    auto clone = plain.as_strided({elements}, {1}, 0).clone();
    if (leaf) {
      clone.requires_grad_(true);
      leaves.push_back({name, clone});
      at::AutoGradMode grad(true);
      clone = clone.clone();
    }
    return bases_[{storage, tensor.scalar_type()}] = clone;
  }

  static at::Tensor rebuild(const at::Tensor& base, const at::Tensor& like) {
    auto made = base.as_strided(like.sizes(), like.strides(), like.storage_offset());
    if (!base.requires_grad()) made = made.detach();
    if (like.is_conj()) made = made.conj();
    if (like.is_neg()) made = made._neg_view();
    return made;
  }

  std::set<StorageKey> kept_;
  bool as_non_leaves_;
  std::map<std::pair<StorageKey, c10::ScalarType>, at::Tensor> bases_;
};

}  // namespace

ArgumentCopy copy_arguments(const InputSet& input, const py::object& instance, bool as_non_leaves) {
  Copier copier(storages_of(instance), as_non_leaves);
  py::dict memo;
  const auto remember = [&](const at::Tensor& tensor, const std::string& path, py::handle object) {
    const py::int_ key(reinterpret_cast<std::uintptr_t>(object.ptr()));
    if (!memo.contains(key)) memo[key] = py::cast(copier.copy(tensor, "argument " + path));
  };
  const py::tuple both = py::make_tuple(input.positional, input.keywords);
  each_tensor(input.positional, "", remember);
  each_tensor(input.keywords, "", remember);
  ArgumentCopy made;
  const auto deepcopy = py::module_::import("copy").attr("deepcopy");
  try {
    const py::tuple copied = deepcopy(both, memo);
    made.arguments = {copied[0], copied[1]};
  } catch (py::error_already_set&) {
    made.arguments = input;
  }
  made.leaves = std::move(copier.leaves);
  return made;
}

}  // namespace dy2stat::parity
