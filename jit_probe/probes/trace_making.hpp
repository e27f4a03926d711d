// The making by trace: what it specialised on, and what it turned into constants.
#pragma once

#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

// The types that the trace is specialised on, one text an argument: "Tensor float32[2, 3]", "(Tensor float32[2], int
// 3)". Keyword arguments as "name: type".
Json trace_inputs(const py::tuple& positional, const py::dict& keywords);

// [{value, type, operator, argument, line, count}]: the constants in the traced graph, which must be inlined, that the
// program does not itself write down. A constant input of an operator is left out if
//  - it is a number, truth value, string or None that stands, with or without a minus, as a literal in the program's
//    statement that called the operator (a list: if each of its elements does), or
//  - it is the default of that argument in the operator's schema, or
//  - the argument is a dtype, layout or memory format, which the graph keeps as numbers of torch's own.
// What is left are values that Python computed, read from attributes, globals or closures, or took from torch's own
// modules on the program's behalf, and every tensor with dimensions. Equal ones from the same line are counted
// together. `line` is the innermost line in `folder`, as "program.py:12"; "" if Python was in none of its files.
Json trace_constants(const torch::jit::Graph& graph, const std::string& folder);

}  // namespace dy2stat::probes
