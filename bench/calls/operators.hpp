// Level `operator`: every operator that torch's dispatcher runs, in eager and inside captured graphs, by any thread.
#pragma once

namespace dy2stat::calls {

// Begins to make events of operators for the recording that is attached. With `source_lines` each says at which line of
// the user's own program it was called, which needs Python's lock.
void observe_operators(bool source_lines);
void stop_observing_operators();

}  // namespace dy2stat::calls
