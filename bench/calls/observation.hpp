// Making events in this process: of API calls or of operators.
#pragma once

#include "bench/calls/stream/arena.hpp"
#include "bench/calls/stream/options.hpp"

namespace dy2stat::calls {

// Begins at the level that the options name; `control` is the socket to the writer. Needs Python's lock.
void begin_observation(const Options& options, Arena& arena, int control);
// Ends it in this thread and all others.
void end_observation(const Options& options);

}  // namespace dy2stat::calls
