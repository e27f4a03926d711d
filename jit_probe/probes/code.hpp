// Facts of the code that torch prints for a captured function: what it would save.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// {text: reference, constants: [{name: "c0" as in CONSTANTS.c0, type, value}]}.
Json code_facts(const torch::jit::Function& function, Blobs& blobs);

}  // namespace dy2stat::probes
