// The source that TorchScript compiles for a function, as it finds it.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// {text: reference, file, first_line, last_line, decorators: [text], wrapped}. `wrapped` says that the function stands
// for another one by functools.wraps: then the source is the inner one's, while names are looked up in the closure of
// the outer one. Throws py::error_already_set where Python has no source (a builtin, a function made by exec).
Json source_facts(const py::object& function, Blobs& blobs);

}  // namespace dy2stat::probes
