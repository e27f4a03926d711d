// What a run shall do: the cases and targets that its options select, each with the request for it.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/cli/run_options.hpp"
#include "jit_probe/suite/suite.hpp"

namespace dy2stat {

struct Selected {
  Case what;                         // of a target only the name and the files are set; of a corpus name and tags
  CaseRequest request;               // with all engines of the run
  std::vector<std::string> command;  // the words after `jit_probe run` that select it alone
  // Of a case of a corpus: the workers that have it, or have it so; and what was tried before its program.
  std::vector<std::string> workers;
  std::vector<std::string> attempts;

  bool is_of_corpus() const { return !workers.empty(); }
  bool is_for(const std::string& worker) const;
};

struct Selection {
  std::vector<Selected> items;
  Mechanisms mechanisms;
};

// The engines that the options name, or those that run by default. Throws UsageError for one that does not exist.
std::vector<std::string> chosen_engines(const RunOptions& options);

// `of_corpora` are cases that workers have listed, of which the options select too; they come last. Those of the same
// name follow each other, and are in the same shard. Throws UsageError, and FoundProblems with every problem of every
// case.
Selection select(const RunOptions& options, std::vector<Selected> of_corpora = {});

}  // namespace dy2stat
