// One function an aspect: each compares what eager showed with what the artifact showed and adds what differs.
#pragma once

#include "capture/parity/findings.hpp"
#include "capture/parity/observations.hpp"

namespace dy2stat::parity {

// Types and nesting; goes on to the elements. (structure.cpp)
void compare_trees(const Snapshot& eager, const Snapshot& captured, const Place& place, Findings& findings);
// dtype, then shape, then values of two tensors. (tensors.cpp)
void compare_tensors(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place,
                     Findings& findings);
// Elements of tensors of one dtype and shape, within its tolerance. (values.cpp)
void compare_values(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place,
                    Findings& findings);
// Python numbers of one type. (values.cpp)
void compare_numbers(const Snapshot& eager, const Snapshot& captured, const Place& place, Findings& findings);

void compare_mutation(const Call& eager, const Call& captured, const Place& place, Findings& findings);
void compare_aliasing(const Call& eager, const Call& captured, const Place& place, Findings& findings);
void compare_output(const Call& eager, const Call& captured, const Place& place, Findings& findings);
// Both raised, or eager alone.
void compare_exceptions(const Call& eager, const Call& captured, const Place& place, Findings& findings);
void compare_state(const ChangedState& eager, const ChangedState& captured, const Place& place, Findings& findings);
// Whether gradients could be checked: not where eager itself raises.
bool compare_gradients(const GradientCall& eager, const GradientCall& captured, const Place& place, Findings& findings);

}  // namespace dy2stat::parity
