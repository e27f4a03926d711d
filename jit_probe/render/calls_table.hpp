// Recordings of calls as text: what was called, and how a captured program differs from eager in it.
#pragma once

#include <string>

#include "jit_probe/record/call_recording.hpp"

namespace dy2stat {

// A row an API with calls and times, that which takes longest first; of more than `most_rows` the rest is counted.
std::string calls_text(const CallRecording& recording, std::size_t most_rows);

// A row a name that either has, with what changed and both times; and under them what all of it takes.
std::string call_diff_text(const CallRecording& eager, const CallRecording& captured);

}  // namespace dy2stat
