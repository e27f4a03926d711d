// What is recorded of an ExportedProgram beside the facts of every graph module.
#pragma once

#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// graph_module_facts of the flat graph (whose inputs are the parameters, buffers and constants too), with the program's
// parameters and buffers; and
//  - signature: {inputs: [{kind, name, target, persistent, value, type}], outputs: [{kind, name, target, value}]};
//  kinds
//    in lower case as torch names them ("user_input", "buffer_mutation"), `value` of one that became a constant;
//  - ranges: {symbol: "VR[2, int_oo]"}, what the dynamic dimensions may be;
//  - guards: what a call checks beyond that, as torch writes it;
//  - specialised: dimensions and values of the example that became constants, "x.shape[0] == 3", "flag == True";
//  - decomposed: {replaced, by}: operators of the graph that run_decompositions replaces, and what it puts there, each
//    {operator: count}.
// A probe that fails leaves {"failed": ...} in its place.
Json exported_facts(const py::object& exported, const std::string& folder, Blobs& blobs);

}  // namespace dy2stat::probes
