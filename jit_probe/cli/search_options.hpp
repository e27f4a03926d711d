// The options of `jit_probe search`.
#pragma once

#include <string>

#include "jit_probe/cli/run_options.hpp"
#include "jit_probe/record/search.hpp"

namespace dy2stat {

struct SearchCommandOptions {
  RunOptions run;  // what is selected, and its limits
  SearchOptions search;
  std::string repro;  // the folder of files that reproduce findings; "-": they are printed; empty: there are none
  bool save = false, json = false;
};

void add_search_options(CLI::App& command, SearchCommandOptions& options);

}  // namespace dy2stat
