// The worker: says hello, warms itself up, and answers requests until its stdin closes.
#pragma once

#include "jit_probe/record/fingerprint.hpp"

namespace dy2stat {

// What is known of a worker when it is built.
struct Built {
  const char* worker;
  const char* torch;
  const char* torch_calls_itself;
  const char* python_executable;
};

// `as_subreaper`: families end without a pid namespace, even where there could be one. Returns the exit code.
int run_worker(const Built& built, bool as_subreaper);

}  // namespace dy2stat
