// The writer: takes chunks from the arena until the recording ends, however it does, and writes the files.
#pragma once

#include <functional>
#include <string>

#include "bench/calls/stream/arena.hpp"
#include "bench/calls/stream/options.hpp"

namespace dy2stat::calls {

// Serves the recording at the other end of `control`. That ends by the word 'S', or when nobody holds the other end any
// more. Returns a summary as JSON: {"files": […], "written": n, "lost": n, "failure": "", "apis": {name: {"calls": n,
// "raised": n, "total_ms": …, "own_ms": …}}}. `ready` is called when the files can be written. Throws BadOption, and
// std::filesystem::filesystem_error when out_dir cannot be made.
std::string write_recording(Arena& arena, int control, const Options& options, const std::function<void()>& ready);

// The summary of a recording that could not be written at all.
std::string summary_of_failure(const std::string& why);

}  // namespace dy2stat::calls
