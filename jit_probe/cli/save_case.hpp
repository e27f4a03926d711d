// Turning a target into a case.
#pragma once

#include <filesystem>

#include "jit_probe/cli/selection.hpp"

namespace dy2stat {

// Writes program.py, case.toml and the target's files into `folder`, so that `jit_probe run folder` gives the verdicts
// that the target gives. Nothing is expected in it: what a run printed is not yet understood. Throws UsageError if the
// folder is there already, filesystem_error if it cannot be written.
void save_case(const CaseRequest& target, const std::filesystem::path& folder);

// Writes each case of a corpus into `folder`/CATEGORY/NAME, its name as a file's name may be: letters, digits and
// underscores. Throws UsageError if there are too many, or one of the folders is there already, before it writes any.
void save_cases(const std::vector<Selected>& of_corpora, const std::filesystem::path& folder);

}  // namespace dy2stat
