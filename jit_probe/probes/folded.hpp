// What freezing a scripted module and optimising it for inference folded away.
#pragma once

#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

// Of a ScriptModule, what torch.jit.freeze made of it, and what torch.jit.optimize_for_inference made of that in turn:
//  - constants: [{name, kind, type}]: parameters, buffers and attributes (as `kind` says) that `method` reads in
//    `scripted` and that are none in `frozen`: the graph holds their values;
//  - dropped: the names of those that `method` does not read, and that are gone too;
//  - kept: the names of those that `frozen` still has, as something writes to them;
//  - by_freeze, by_optimize_for_inference: {gone, come}, each {operator: how many fewer or more of them there are}.
Json folded_facts(const py::object& scripted, const py::object& frozen, const py::object& optimised,
                  const std::string& method);

}  // namespace dy2stat::probes
