// An input that is tried: arguments, the mode they are called in, and how it was made of one of the case's input sets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "capture/parity/parity.hpp"

namespace dy2stat::search {

// Where a part stands in the arguments: 0 and the place of a positional argument or 1 and that of a keyword, then
// places in tuples, lists and the items of dicts, in their present order.
using Path = std::vector<int>;

struct Part {
  Path path;
  std::string place;  // as parity calls it: "argument [0]['mask']"
  py::object value;
};

// How a program is called.
struct Mode {
  std::optional<bool> training;  // what the module is put into; none: as it is
  bool no_grad = false;          // under torch.no_grad()
  bool gradients = false;        // gradients are compared as well
  bool operator==(const Mode&) const = default;
};

// What is done to an input; see changes.hpp. With its seed it always does the same.
struct Mutation {
  int change = 0;
  Path where;
  std::uint64_t seed = 0;
};

struct Input {
  parity::InputSet arguments;
  Mode mode;
  int base = 0;  // the case's input set that it was made of
  std::vector<Mutation> mutations;
  std::vector<std::string> steps;  // the same in words: "argument [0]: one element NaN"
};

// All parts, containers before what they hold. Tuples (named ones too), lists and dicts are looked into, nothing else.
std::vector<Part> parts_of(const parity::InputSet& arguments);
// The part at that path; null where there is none.
py::object part_at(const parity::InputSet& arguments, const Path& path);

// The arguments with what `change` returns in place of a part, if it returns anything; else it is asked for the parts
// inside. Containers are made anew.
using ChangePart = std::function<std::optional<py::object>(const Path&, const py::object&)>;
parity::InputSet with_changes(const parity::InputSet& arguments, const ChangePart& change);
parity::InputSet with_part(const parity::InputSet& arguments, const Path& path, const py::object& value);
// In place of every part that is the object `old`.
parity::InputSet with_object(const parity::InputSet& arguments, const py::object& old, const py::object& value);

// Whether it is a plain torch.Tensor on the CPU, strided and not quantised, as can be mutated and written down.
bool is_plain_tensor(const py::object& value);
const at::Tensor& tensor_in(const py::object& value);

}  // namespace dy2stat::search
