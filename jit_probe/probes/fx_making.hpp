// The making by fx: what symbolic tracing turned into constants, and which modules it did not look into.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// [{value, type, operator, argument, line, count}]: the constants of the graph that the program does not itself write
// down, by the rules of `trace_constants`: a number, truth value or string (in lists, tuples, dicts and slices too)
// that stands as a literal in the statement that called the operator is left out. `argument` is the place of the
// argument, "0", or its name. Tensors that the program took from elsewhere than its arguments, parameters and
// attributes are constants too, with `operator` "get_attr" and the name that fx gave them as `argument`.
Json fx_constants(const py::object& graph_module, const std::string& folder);

// [{module, class, calls}]: the submodules that the graph calls as they are.
Json fx_leaf_modules(const py::object& graph_module);

}  // namespace dy2stat::probes
