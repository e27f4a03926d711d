// Choosing records of a run by the words of a command line.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// The runs that a single word names: the shards of one are joined by commas.
std::vector<std::string> shards_of(const std::string& word);

struct RecordSelection {
  std::string case_name;  // "control_flow/early_return", its folder "cases/control_flow/early_return", or its end
  std::vector<std::string> engines, workers;  // empty: all
};

// The records of the one case, in the run's order. Throws std::invalid_argument, which names what there is, if no case
// or more than one is meant, or no record is left.
std::vector<const Record*> select_records(const Run& run, const RecordSelection& selection);

}  // namespace dy2stat
