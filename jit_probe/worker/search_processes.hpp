// What the processes of a search do.
//
// One process loads the program, chooses inputs and calls nothing of it, so that whatever it forks begins from the
// untouched program: a process for each batch of inputs, which captures and then calls eager and the capture with each;
// and, for what is found, fresh processes for eager and for the capture. A process that dies or hangs costs the input
// it was at.
#pragma once

#include <string>

#include "jit_probe/record/request.hpp"
#include "jit_probe/record/search.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {

// Memory that the processes of one search share.
struct SharedSearch {
  const CaseRequest& request;
  std::filesystem::path folder;  // that the program is written into
  SharedText report;             // frames, each the search as it then was; the last one counts
  SharedText batch;              // what a process of a batch leaves: an outcome for each input that it finished
};

// Loads the program and searches; `search` has its case, engine, worker, torch and options. Leaves a report after each
// batch. Raises nothing: what the program or the engine does is in the report.
void run_searching(SharedSearch& shared, Search search);

// The last whole report among the frames.
std::optional<Search> search_in(std::string_view frames);

}  // namespace dy2stat
