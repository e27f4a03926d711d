// `--corpus NAME[:ARGUMENTS]`: has the workers list the cases, and makes of them what a run can select.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "jit_probe/cli/selection.hpp"
#include "jit_probe/schedule/worker_process.hpp"

namespace dy2stat {

// What a worker said of a corpus beside its cases.
struct CorpusRemarks {
  std::string corpus, worker;  // "file:mine.py", "torch-2.13.0"
  std::string failure;         // why it has no cases there; empty if all is well
  std::size_t cases = 0;
  std::map<std::string, std::size_t> cases_by_module;  // of docstrings: "torch.nn"
  std::vector<LeftOut> left_out;
};
Json to_json(const CorpusRemarks& remarks);

struct ListedCorpora {
  std::vector<Selected> items;  // in the order in which the corpora have them; those of a name follow each other
  std::vector<CorpusRemarks> remarks;
};

// Has every worker list every corpus that the options name. A case that several workers have alike is one item. Throws
// UsageError for a word that names no corpus, for a file that cannot be read, and for a corpus that no worker can list;
// FoundProblems for what is wrong in the inputs' file.
ListedCorpora list_corpora(const RunOptions& options, const std::vector<WorkerCommand>& workers);

}  // namespace dy2stat
