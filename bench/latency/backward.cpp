// Gradients through autograd's C++ interface.
#include "bench/latency/backward.hpp"

#include <torch/csrc/autograd/autograd.h>

namespace dy2stat::latency {

void add_differentiable(py::handle result, std::vector<at::Tensor>& tensors) {
  if (THPVariable_Check(result.ptr())) {
    const auto& tensor = THPVariable_Unpack(result.ptr());
    if (tensor.requires_grad()) tensors.push_back(tensor);
  } else if (PyDict_Check(result.ptr())) {
    for (auto item : py::reinterpret_borrow<py::dict>(result)) add_differentiable(item.second, tensors);
  } else if (PyTuple_Check(result.ptr()) || PyList_Check(result.ptr())) {
    for (auto item : py::reinterpret_borrow<py::sequence>(result)) add_differentiable(item, tensors);
  }
}

void add_differentiable(const c10::IValue& result, std::vector<at::Tensor>& tensors) {
  if (result.isTensor()) {
    if (result.toTensor().defined() && result.toTensor().requires_grad()) tensors.push_back(result.toTensor());
  } else if (result.isTuple()) {
    for (const auto& item : result.toTupleRef().elements()) add_differentiable(item, tensors);
  } else if (result.isTensorList()) {
    for (const at::Tensor& item : result.toTensorList())
      if (item.requires_grad()) tensors.push_back(item);
  } else if (result.isList()) {
    for (const c10::IValue& item : result.toListRef()) add_differentiable(item, tensors);
  } else if (result.isGenericDict()) {
    for (const auto& item : result.toGenericDict()) add_differentiable(item.value(), tensors);
  }
}

const std::vector<at::Tensor>& Backward::ones_like(const std::vector<at::Tensor>& results) {
  bool fit = ones_.size() == results.size();
  for (std::size_t k = 0; fit && k < ones_.size(); ++k)
    fit = ones_[k].sizes() == results[k].sizes() && ones_[k].scalar_type() == results[k].scalar_type();
  if (fit) return ones_;
  ones_.clear();
  for (const auto& result : results) ones_.push_back(at::ones_like(result.detach()));
  return ones_;
}

void Backward::run(const std::vector<at::Tensor>& results, const std::vector<at::Tensor>& leaves) {
  if (results.empty()) return;
  inputs_ = parameters_;
  inputs_.insert(inputs_.end(), leaves.begin(), leaves.end());
  torch::autograd::grad(results, inputs_, ones_like(results), false, false, true);
}

}  // namespace dy2stat::latency
