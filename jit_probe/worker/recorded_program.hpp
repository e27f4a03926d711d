// What the process of a recording does: loads the program, captures it where an engine is named, and calls it while
// what it calls is observed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bench/calls/stream/arena.hpp"
#include "jit_probe/record/request.hpp"

namespace dy2stat {

// What such a process knows of itself beyond the calls.
struct ProgramRun {
  Benchmark::Missing missing = Benchmark::Missing::nothing;
  std::string failure;
  std::vector<std::string> notes;
};

// Loads the program of the request into `folder`, calls it with each input set as often as the request's warm-up says,
// then once more each, recorded into `arena`. Raises nothing: what the program or the engine does is in the result.
ProgramRun run_recorded(const CaseRequest& request, const std::filesystem::path& folder, const std::string& engine,
                        calls::Arena& arena);

}  // namespace dy2stat
