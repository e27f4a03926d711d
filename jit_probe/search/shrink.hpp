// Making an input small and readable.
#pragma once

#include <vector>

#include "jit_probe/search/changes.hpp"
#include "jit_probe/search/input.hpp"

namespace dy2stat::search {

// How much there is to read: the length of the input as Python, and a little for its digits and its mode.
double cost_of(const Input& input);

// Inputs that cost less than this one, the cheapest first: without one of its mutations, or with a part that is
// simpler (fewer elements, zeros, ones, whole numbers, contiguous memory, a shorter list).
std::vector<Input> simpler_than(const Input& input, const std::vector<Input>& bases, const Surroundings& surroundings);

}  // namespace dy2stat::search
