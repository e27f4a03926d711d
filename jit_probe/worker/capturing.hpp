// The making of an artifact: an engine captures the program, and what was seen on the way goes into the record.
#pragma once

#include "capture/engines/engine.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/worker/program.hpp"

namespace dy2stat {

// Captures the program's entry with the record's engine. Fills `making` and the seconds of capture, also when it
// throws: py::error_already_set with the engine's own refusal.
Artifact capture(const Program& program, Record& record);

}  // namespace dy2stat
