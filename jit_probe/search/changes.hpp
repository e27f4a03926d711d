// The ways in which an input is changed: a table, each line a name, what it fits and what it does.
#pragma once

#include <optional>
#include <vector>

#include "jit_probe/search/constants.hpp"
#include "jit_probe/search/input.hpp"
#include "jit_probe/search/random.hpp"

namespace dy2stat::search {

// What changes may look at beside the input.
struct Surroundings {
  Constants constants;
  bool has_module = false;  // whether there is a module that has a training mode
  bool training = false;    // its present one
};

struct Change {
  const char* words;  // "one element NaN"
  bool (*fits)(const py::object& part);
  // What stands in place of the part; null: it cannot be done. May throw, which means the same.
  py::object (*value)(const py::object& part, Random&, const Surroundings&);
  // Instead, for what concerns more than one part: the arguments.
  std::optional<parity::InputSet> (*arguments)(const parity::InputSet&, const Part&, Random&) = nullptr;
};

// Elements of tensors; where they lie in memory; Python's values; several tensors at once. One file each.
const std::vector<Change>& element_changes();
const std::vector<Change>& memory_changes();
const std::vector<Change>& python_changes();
const std::vector<Change>& joint_changes();

// Every mutation that fits a part of the input or its mode, each with the seed 0.
std::vector<Mutation> fitting_mutations(const Input& input, const Surroundings& surroundings);

// The input with that mutation and its words; nothing if it cannot be done, or does nothing.
std::optional<Input> mutated(const Input& input, const Mutation& mutation, const Surroundings& surroundings);

}  // namespace dy2stat::search
