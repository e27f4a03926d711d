// Sizes of tensors: changing them, and whether an input has others than the case has and declares.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "jit_probe/search/input.hpp"

namespace dy2stat::search {

// The tensor with that size along a dimension: the first elements of it, or its elements again and again.
at::Tensor resized(const at::Tensor& tensor, std::int64_t dim, std::int64_t size);

// For each tensor argument, by its path in the case's own input sets, the dimensions that may vary.
using DynamicDimensions = std::map<Path, std::set<std::int64_t>>;

// What the program's dynamic_shapes() says, as torch.export.export takes it, of the arguments of `entry`; nothing where
// there is no such function or it raises, as on a torch without torch.export.
DynamicDimensions dynamic_dimensions(const py::object& dynamic_shapes, const py::object& entry,
                                     const parity::InputSet& example);

// Whether no input set of `bases` has tensors of the same sizes, but for the dimensions that may vary. A tensor that
// has no counterpart (in a list that is longer) does not count.
bool has_other_sizes(const parity::InputSet& arguments, const std::vector<parity::InputSet>& bases,
                     const DynamicDimensions& dynamic);

}  // namespace dy2stat::search
