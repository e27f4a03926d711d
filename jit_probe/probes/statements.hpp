// From a Python file to its functions and statements.
#pragma once

#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/executed_lines.hpp"
#include "jit_probe/probes/listing.hpp"

namespace dy2stat::probes {

// The functions of a Python text and the statements inside them. Statements that share a line become one. Throws
// py::error_already_set if it is no Python.
SourceListing read_statements(const std::string& file, const py::object& text);

// The files below `folder` of which a line was executed, as linecache has them. One that is no Python (a program may
// compile anything under any name) is left out.
ProgramListing listing_of(const std::string& folder, const LinesByFile& executed, int input_sets);

}  // namespace dy2stat::probes
