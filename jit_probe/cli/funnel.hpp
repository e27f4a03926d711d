// How far what is public came on its way from documentation to a sound capture.
#pragma once

#include <vector>

#include "jit_probe/cli/corpora.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {

// Of a corpus `docstrings` on a worker: a row a module that holds public names, a column a stage, and one for each
// engine: how many cases it captured soundly, of those that the run has records of.
Table funnel_table(const CorpusRemarks& corpus, const std::vector<Record>& records);

}  // namespace dy2stat
