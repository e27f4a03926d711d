// Facts of a schema: what a captured function takes and returns.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// {text, arguments: [{name, type, default}], returns: [{name, type}]}. `default` is null for an argument without one
// and "None" for None; an unnamed result has the name "".
Json schema_facts(const c10::FunctionSchema& schema);

}  // namespace dy2stat::probes
