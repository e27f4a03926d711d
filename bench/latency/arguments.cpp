// Copies of arguments, and what of them a call changes.
#include "bench/latency/arguments.hpp"

#include "capture/parity/copier.hpp"
#include "capture/parity/snapshot.hpp"

namespace dy2stat::latency {
namespace {

// The versions of the tensors in the arguments, which every write raises.
std::vector<std::uint32_t> versions_of(const Arguments& arguments) {
  std::vector<std::uint32_t> versions;
  const auto add = [&](const at::Tensor& tensor, const std::string&, py::handle) {
    versions.push_back(tensor.is_inference() ? 0 : tensor._version());
  };
  parity::each_tensor(arguments.positional, "", add);
  parity::each_tensor(arguments.keywords, "", add);
  return versions;
}

}  // namespace

ArgumentSource::ArgumentSource(const parity::InputSet& input, const py::object& entry, const py::object& instance,
                               bool gradients)
    : input_(input), instance_(instance), gradients_(gradients) {
  const auto add_bytes = [&](const at::Tensor& tensor, const std::string&, py::handle) {
    if (tensor.layout() == at::kStrided) bytes_ += static_cast<std::int64_t>(tensor.nbytes());
  };
  parity::each_tensor(input.positional, "", add_bytes);
  parity::each_tensor(input.keywords, "", add_bytes);
  mutated_ = true;  // until it is known: what is copied then may be written to
  const auto arguments = fresh(instance);
  const auto before = parity::snapshot_of(py::make_tuple(arguments.positional, arguments.keywords));
  const auto versions = versions_of(arguments);
  entry(*arguments.positional, **arguments.keywords);
  const auto after = parity::snapshot_of(py::make_tuple(arguments.positional, arguments.keywords));
  mutated_ = versions != versions_of(arguments) || !parity::identical(before, after);
}

Arguments ArgumentSource::fresh(const py::object& subject) const {
  const parity::Copier copier(instance_, subject);
  parity::CopyOptions options;
  options.differentiable = gradients_ && mutated_;  // a leaf that requires gradients must not be written to
  auto copy = copier.copy(input_, options);
  Arguments arguments{copy.arguments.positional, copy.arguments.keywords, {}};
  for (auto& leaf : copy.leaves) arguments.leaves.push_back(leaf.tensor);
  if (!gradients_ || mutated_) return arguments;
  const auto add = [&](const at::Tensor& tensor, const std::string&, py::handle) {
    if (c10::isFloatingType(tensor.scalar_type()) && tensor.is_leaf() && tensor.layout() == at::kStrided)
      arguments.leaves.push_back(tensor.requires_grad_(true));
  };
  parity::each_tensor(arguments.positional, "", add);
  parity::each_tensor(arguments.keywords, "", add);
  return arguments;
}

py::object with_dtype(const py::object& value, c10::ScalarType dtype) {
  if (THPVariable_Check(value.ptr())) {
    const auto& tensor = THPVariable_Unpack(value.ptr());
    if (!c10::isFloatingType(tensor.scalar_type()) || tensor.scalar_type() == dtype) return value;
    return py::cast(tensor.detach().to(dtype).requires_grad_(tensor.requires_grad()));
  }
  if (PyTuple_CheckExact(value.ptr()) || PyList_CheckExact(value.ptr())) {
    py::list made;
    for (auto item : value) made.append(with_dtype(py::reinterpret_borrow<py::object>(item), dtype));
    return PyTuple_CheckExact(value.ptr()) ? py::object(py::tuple(made)) : py::object(made);
  }
  if (PyDict_CheckExact(value.ptr())) {
    py::dict made;
    for (auto item : py::reinterpret_borrow<py::dict>(value))
      made[item.first] = with_dtype(py::reinterpret_borrow<py::object>(item.second), dtype);
    return made;
  }
  return value;
}

}  // namespace dy2stat::latency
