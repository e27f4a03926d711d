// The state of a module: its parameters, buffers and plain attributes.
#pragma once

#include <map>
#include <string>

#include "capture/parity/snapshot.hpp"

namespace dy2stat::parity {

// By dotted name. Works on nn.Module and on script modules; attributes that are no plain data are left out. Empty for
// none.
std::map<std::string, Snapshot> state_of_instance(const py::object& instance);

}  // namespace dy2stat::parity
