// Fresh copies of arguments for each call, which keep every aliasing between them.
#pragma once

#include <string>
#include <vector>

#include "capture/parity/parity.hpp"

namespace dy2stat::parity {

struct Leaf {
  std::string name;  // "argument [0]"
  at::Tensor tensor;
};

struct ArgumentCopy {
  InputSet arguments;
  std::vector<Leaf> leaves;  // with `as_non_leaves`: what the float tensors were cloned from
};

// Clones each storage once and rebuilds its tensors by size, stride and offset; keeps requires_grad. A tensor that
// shares its storage with a parameter or buffer of `instance` (or none) stays itself. With `as_non_leaves` every float
// tensor is a non-leaf clone of a leaf that requires gradients. What cannot be copied is passed on as it is.
ArgumentCopy copy_arguments(const InputSet& input, const py::object& instance, bool as_non_leaves);

}  // namespace dy2stat::parity
