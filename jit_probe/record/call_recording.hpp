// The calls that a program made, eager or captured: what is asked for, and what comes back beside the files.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bench/calls/stream/options.hpp"
#include "jit_probe/record/benchmark.hpp"

namespace dy2stat {

// The version of the JSON form. A reader refuses newer ones.
inline constexpr int call_recording_schema = 1;

// The engine that stands for the program as it is.
inline constexpr const char* no_engine = "eager";

// What `jit_probe calls` asks of a worker beyond the program itself.
struct CallsOptions {
  calls::Options recording;  // how and where the worker writes, and what files are called, is its own and the caller's
  int warm_up = 0;           // calls of each input set before those that are recorded
};
Json to_json(const CallsOptions& options);
CallsOptions calls_options_from_json(const Json& json);

// All calls of one API or operator.
struct CallTotal {
  std::uint64_t calls = 0, raised = 0;
  double total_ms = 0, own_ms = 0;  // with and without what they called
};

struct CallRecording {
  std::string case_name, engine, worker;
  TorchVersion torch;
  std::string level = "api";
  std::map<std::string, CallTotal> apis;
  std::uint64_t written = 0, lost = 0;  // records in the files, and those that found no room there
  int files = 0;
  // Why not everything was recorded that should have been; there may be records all the same.
  Benchmark::Missing missing = Benchmark::Missing::nothing;
  std::string failure;             // the same as one sentence
  std::vector<std::string> notes;  // what else is worth knowing: which input set raised what
};
Json to_json(const CallRecording& recording);
// Throws BadRecord on a newer schema or a missing or wrong field.
CallRecording call_recording_from_json(const Json& json);

// One of a recording's files, which follows its announcement in parts.
struct CallsFile {
  std::string case_name, engine, worker;
  int number = 1;           // of the recording, from 1
  std::string extension;    // ".json"
  std::uint64_t bytes = 0;  // of all parts together
};
Json to_json(const CallsFile& file);
// Throws BadRecord, also for an extension that is none.
CallsFile calls_file_from_json(const Json& json);

}  // namespace dy2stat
