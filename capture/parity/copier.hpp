// Fresh copies of arguments for each call, which keep every aliasing between them and with the module.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "capture/parity/parity.hpp"

namespace dy2stat::parity {

struct Leaf {
  std::string name;   // "argument [0]": the first argument that lies in this storage
  at::Tensor tensor;  // one dimension: all elements of the storage
};

struct ArgumentCopy {
  InputSet arguments;
  std::vector<Leaf> leaves;  // with `differentiable`: what the float arguments were made from
};

struct CopyOptions {
  bool differentiable = false;  // every float tensor comes as a non-leaf made from a leaf that requires gradients
  bool in_float64 = false;      // float tensors become double, complex ones complex double
};

// Each storage is cloned once, as bytes, and its tensors are rebuilt over the clone by size, stride, offset, conjugate
// and negative bit, so that views of different dtypes still see each other's writes. Classes (Parameter, subclasses)
// and requires_grad are kept, a non-leaf stays a non-leaf. Sparse, quantised, meta and named tensors are cloned one by
// one. All other objects go through copy.deepcopy; one that cannot be copied is passed on as it is.
class Copier {
 public:
  // Arguments that share storage with a parameter or buffer of `program` share it, in the copy, with the one of the
  // same name in `subject`. Modules of `program` among the arguments stay themselves. Either may be none.
  Copier(const py::object& program, const py::object& subject);
  ArgumentCopy copy(const InputSet& input, const CopyOptions& options) const;

 private:
  struct Shared {
    at::Tensor program, subject;
  };
  std::map<const c10::StorageImpl*, Shared> shared_;
  py::dict modules_;  // memo of copy.deepcopy

  friend class Copying;
};

}  // namespace dy2stat::parity
