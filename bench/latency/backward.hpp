// The backward half of a measured call: gradients of all float results by the leaves, none of them accumulated.
#pragma once

#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat::latency {

// Appends the tensors of a result that gradients can be taken of; through tuples, lists and dicts.
void add_differentiable(py::handle result, std::vector<at::Tensor>& tensors);
void add_differentiable(const c10::IValue& result, std::vector<at::Tensor>& tensors);

class Backward {
 public:
  // Of parameters or buffers that require gradients.
  explicit Backward(std::vector<at::Tensor> parameters) : parameters_(std::move(parameters)) {}

  // Takes the gradients of `results` by the parameters and by `leaves`, with ones as the results' own gradients. Needs
  // no GIL and must not hold it. Does nothing without results.
  void run(const std::vector<at::Tensor>& results, const std::vector<at::Tensor>& leaves);

 private:
  const std::vector<at::Tensor>& ones_like(const std::vector<at::Tensor>& results);

  std::vector<at::Tensor> parameters_, inputs_, ones_;
};

}  // namespace dy2stat::latency
