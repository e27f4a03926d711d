// Python exceptions as they go into a record.
#pragma once

#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// The exception's type, message and innermost line in the program's own files.
Error error_from(const py::error_already_set& error);

// A verdict for an error: out_of_memory if it says that memory ended, else `otherwise`.
Verdict verdict_for(const Error& error, Verdict otherwise);

}  // namespace dy2stat
