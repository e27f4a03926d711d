// What a run shall do: the cases and targets that its options select, each with the request for it.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/cli/run_options.hpp"
#include "jit_probe/suite/suite.hpp"

namespace dy2stat {

struct Selected {
  Case what;                         // of a target only the name and the files are set
  CaseRequest request;               // with all engines of the run
  std::vector<std::string> command;  // the words after `jit_probe run` that select it alone
};

struct Selection {
  std::vector<Selected> items;
  Mechanisms mechanisms;
};

// The engines that the options name, or those that run by default. Throws UsageError for one that does not exist.
std::vector<std::string> chosen_engines(const RunOptions& options);

// Throws UsageError, and FoundProblems with every problem of every case.
Selection select(const RunOptions& options);

}  // namespace dy2stat
