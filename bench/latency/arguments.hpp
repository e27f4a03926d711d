// The arguments of measured calls: shared by all of them, or fresh copies for each where the program changes them.
#pragma once

#include <string>
#include <vector>

#include "capture/parity/parity.hpp"

namespace dy2stat::latency {

struct Arguments {
  py::tuple positional;
  py::dict keywords;
  std::vector<at::Tensor> leaves;  // by which gradients are taken; none unless these were asked for
};

// Makes the arguments of calls out of one input set.
class ArgumentSource {
 public:
  // With `gradients` the floating tensors require them. `instance` is the program's module, or none: what an argument
  // shares with it stays shared. Calls `entry` once, to see whether it changes its arguments.
  ArgumentSource(const parity::InputSet& input, const py::object& entry, const py::object& instance, bool gradients);

  // Whether each call needs arguments of its own.
  bool mutated() const { return mutated_; }
  std::int64_t bytes() const { return bytes_; }  // of their tensors
  // Copies of the input set, for a call of a subject whose module is `subject`.
  Arguments fresh(const py::object& subject) const;

 private:
  parity::InputSet input_;
  py::object instance_;
  bool gradients_, mutated_ = false;
  std::int64_t bytes_ = 0;
};

// The value with every floating tensor in it as `dtype`; tuples, lists and dicts are made anew.
py::object with_dtype(const py::object& value, c10::ScalarType dtype);

}  // namespace dy2stat::latency
