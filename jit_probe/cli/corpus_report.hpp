// What a run of corpora prints at its end, and keeps beside its records.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "jit_probe/cli/corpora.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// Writes what the workers said of the corpora into the run's folder, corpora.json; nothing if there are none.
void keep_remarks(const std::filesystem::path& run, const std::vector<CorpusRemarks>& corpora);

// The tables of the run; in a run of corpora with many cases, of all cases together. After them, of each corpus and
// worker, what was left out and how far it came, and which examples of torch.export came otherwise than torch says.
std::string run_tables(const std::vector<Record>& records, const std::vector<CorpusRemarks>& corpora, bool colour);

}  // namespace dy2stat
