// The closure that TorchScript looks names up in: a function's cells, and the globals it uses.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

// {free_variables: [{name, type, empty}], globals: [names]}. `type` describes what the cell holds at the moment of
// capture ("" when it is empty); `globals` are those that the function's own code reads and its module has, in order of
// first use.
Json closure_facts(const py::object& function);

}  // namespace dy2stat::probes
