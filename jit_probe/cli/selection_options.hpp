// The options by which a command selects cases and targets, and what of them is measured or run.
#pragma once

#include <string>

#include "jit_probe/cli/run_options.hpp"

namespace dy2stat {

// Declares the paths as the positional argument `paths_name`, and --engine, --worker, --workers, --tag, --filter and
// --shard; they are kept in `options`.
void add_selection_options(CLI::App& command, const std::string& paths_name, RunOptions& options);

// Declares what of that does not depend on the command: --worker, --workers, --tag and --filter.
void add_filter_options(CLI::App& command, RunOptions& options);

// Declares what a target needs that is no case: --path, --init and --input.
void add_target_options(CLI::App& command, RunOptions& options);

}  // namespace dy2stat
