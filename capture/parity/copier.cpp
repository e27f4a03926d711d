// Copies arguments: tensors by storage, everything else by copy.deepcopy with those tensors as its memo.
#include "capture/parity/copier.hpp"

#include "capture/parity/instance.hpp"
#include "capture/parity/snapshot.hpp"

namespace dy2stat::parity {
namespace {

using StorageKey = const c10::StorageImpl*;

// Named tensors are gone from torch 2.13's C++.
bool is_named(const auto& tensor) {
  if constexpr (requires { tensor.has_names(); })
    return tensor.has_names();
  else
    return false;
}

bool lies_in_plain_memory(const at::Tensor& tensor) {
  return tensor.layout() == at::kStrided && tensor.has_storage() && !tensor.is_meta() && !tensor.is_quantized() &&
         !is_named(tensor);
}

at::Tensor over(const at::Tensor& memory, c10::ScalarType dtype, std::int64_t offset, c10::IntArrayRef sizes,
                c10::IntArrayRef strides) {
  return at::empty({0}, memory.options().dtype(dtype)).set_(memory.storage(), offset, sizes, strides);
}

// All whole elements of that dtype in the storage of `memory`, as one dimension.
at::Tensor flat(const at::Tensor& memory, c10::ScalarType dtype) {
  const auto count = static_cast<std::int64_t>(memory.storage().nbytes() / c10::elementSize(dtype));
  return over(memory, dtype, 0, {count}, {1});
}

bool is_float(c10::ScalarType dtype) {
  return c10::isFloatingType(dtype) || c10::isComplexType(dtype);
}

py::object deep_copy(const py::object& value, const py::dict& memo) {
  try {
    return py::module_::import("copy").attr("deepcopy")(value, memo.attr("copy")());
  } catch (py::error_already_set& error) {
    if (!error.matches(PyExc_Exception)) throw;
  }
  if (PyTuple_CheckExact(value.ptr())) {
    py::list elements;
    for (auto element : value) elements.append(deep_copy(py::reinterpret_borrow<py::object>(element), memo));
    return py::tuple(elements);
  }
  if (PyList_CheckExact(value.ptr())) {
    py::list elements;
    for (auto element : value) elements.append(deep_copy(py::reinterpret_borrow<py::object>(element), memo));
    return elements;
  }
  if (PyDict_CheckExact(value.ptr())) {
    py::dict items;
    for (auto item : py::reinterpret_borrow<py::dict>(value))
      items[item.first] = deep_copy(py::reinterpret_borrow<py::object>(item.second), memo);
    return items;
  }
  return value;
}

}  // namespace

// The copies of one call.
class Copying {
 public:
  Copying(const Copier& copier, const CopyOptions& options) : copier_(copier), options_(options) {}

  // None if only copy.deepcopy can copy it, as a subclass that holds its data elsewhere.
  py::object copy(const at::Tensor& tensor, const std::string& name, py::handle object) {
    const at::Tensor made = copy(tensor, name);
    if (made.is_same(tensor)) return py::reinterpret_borrow<py::object>(object);
    const auto type = py::type::of(object);
    static const auto& plain =  // never freed: it must outlive the interpreter
        *new py::object(py::module_::import("torch").attr("Tensor"));
    if (type.is(plain) || shared(tensor)) return py::cast(made);
    try {
      if (made.is_leaf()) return plain.attr("_make_subclass")(type, made.detach(), made.requires_grad());
      return py::cast(made).attr("as_subclass")(type);
    } catch (py::error_already_set&) {
      return py::none();
    }
  }

  std::vector<Leaf> leaves;

 private:
  at::Tensor copy(const at::Tensor& tensor, const std::string& name) {
    const auto dtype = wanted(tensor.scalar_type());
    if (!lies_in_plain_memory(tensor)) {
      auto clone = tensor.detach().clone();
      if (dtype != tensor.scalar_type()) clone = clone.to(dtype);
      return tensor.requires_grad() ? clone.requires_grad_(true) : clone;
    }
    if (const auto* both = shared(tensor)) return in_subject(tensor, both->program, both->subject);
    const bool non_leaf = is_float(dtype) && (options_.differentiable || (tensor.requires_grad() && !tensor.is_leaf()));
    auto made =
        non_leaf
            ? differentiable(tensor, dtype, name).as_strided(tensor.sizes(), tensor.strides(), tensor.storage_offset())
            : over(memory(tensor), dtype, tensor.storage_offset(), tensor.sizes(), tensor.strides());
    if (tensor.is_conj()) made = made.conj();
    if (tensor.is_neg()) made = made._neg_view();
    return !non_leaf && tensor.requires_grad() ? made.requires_grad_(true) : made;
  }

  // The module's tensor that lies in the same storage, or null.
  const Copier::Shared* shared(const at::Tensor& tensor) const {
    if (!lies_in_plain_memory(tensor)) return nullptr;
    const auto found = copier_.shared_.find(key_of(tensor));
    return found == copier_.shared_.end() ? nullptr : &found->second;
  }

  static StorageKey key_of(const at::Tensor& tensor) { return tensor.storage().unsafeGetStorageImpl(); }

  static at::Tensor in_subject(const at::Tensor& tensor, const at::Tensor& program, const at::Tensor& subject) {
    if (key_of(subject) == key_of(program)) return tensor;
    if (tensor.requires_grad() == program.requires_grad() && tensor.sizes() == program.sizes() &&
        tensor.strides() == program.strides() && tensor.storage_offset() == program.storage_offset())
      return subject;
    const auto base = tensor.requires_grad() ? subject : subject.detach();
    return base.as_strided(tensor.sizes(), tensor.strides(), tensor.storage_offset());
  }

  c10::ScalarType wanted(c10::ScalarType dtype) const {
    if (!options_.in_float64) return dtype;
    return c10::isComplexType(dtype) ? at::kComplexDouble : c10::isFloatingType(dtype) ? at::kDouble : dtype;
  }

  // The clone of the tensor's storage. One that is converted serves only the tensors of that dtype.
  at::Tensor memory(const at::Tensor& tensor) {
    const auto from = tensor.scalar_type();
    const bool converts = wanted(from) != from;
    auto& made = memories_[{key_of(tensor), converts ? from : at::kByte}];
    if (!made.defined()) {
      at::NoGradGuard no_grad;
      made = converts ? flat(tensor, from).to(wanted(from)) : flat(tensor, at::kByte).clone();
    }
    return made;
  }

  // The same memory as a non-leaf, all elements in one dimension.
  at::Tensor differentiable(const at::Tensor& tensor, c10::ScalarType dtype, const std::string& name) {
    auto& made = bases_[{key_of(tensor), tensor.scalar_type()}];
    if (made.defined()) return made;
    made = flat(memory(tensor), dtype);
    const auto leaf = made.clone().requires_grad_(true);
    leaves.push_back({name, leaf});
    at::AutoGradMode with_grad(true);
    return made.copy_(leaf);
  }

  const Copier& copier_;
  CopyOptions options_;
  std::map<std::pair<StorageKey, c10::ScalarType>, at::Tensor> memories_, bases_;
};

Copier::Copier(const py::object& program, const py::object& subject) {
  std::map<std::string, at::Tensor> of_subject;
  for (const auto& [name, tensor] : tensors_of(subject)) of_subject.emplace(name, tensor);
  for (const auto& [name, tensor] : tensors_of(program)) {
    const auto found = of_subject.find(name);
    if (found != of_subject.end() && lies_in_plain_memory(tensor) && tensor.storage().nbytes() > 0)
      shared_.emplace(tensor.storage().unsafeGetStorageImpl(), Shared{tensor, found->second});
  }
  if (!program.is_none() && py::hasattr(program, "modules"))
    for (auto module : program.attr("modules")())
      modules_[py::int_(reinterpret_cast<std::uintptr_t>(module.ptr()))] = module;
}

ArgumentCopy Copier::copy(const InputSet& input, const CopyOptions& options) const {
  Copying copying(*this, options);
  py::dict memo = modules_.attr("copy")();
  const auto remember = [&](const at::Tensor& tensor, const std::string& path, py::handle object) {
    const py::int_ key(reinterpret_cast<std::uintptr_t>(object.ptr()));
    if (memo.contains(key)) return;
    if (const auto made = copying.copy(tensor, "argument " + path, object); !made.is_none()) memo[key] = made;
  };
  each_tensor(input.positional, "", remember);
  each_tensor(input.keywords, "", remember);
  const py::tuple copied = deep_copy(py::make_tuple(input.positional, input.keywords), memo);
  return {{copied[0], copied[1]}, std::move(copying.leaves)};
}

}  // namespace dy2stat::parity
