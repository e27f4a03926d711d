// Targets: programs that are captured without a case, `file.py:ENTRY` or `package.module:ENTRY`.
#pragma once

#include <string>

#include "jit_probe/cli/run_options.hpp"

namespace dy2stat {

// What --path may send to a worker.
inline constexpr std::size_t most_tree_files = 2000, most_tree_bytes = 32u << 20;

// Whether a word of the command line is a target rather than a path.
bool is_target(const std::string& word);

// The request for it: its files, its module and entry, and the expressions of --init and --input. Its limits, engines
// and isolation are left as they are by default. Throws UsageError: no such file, no such entry, no inputs, too many
// files.
CaseRequest target_request(const std::string& word, const RunOptions& options);

// The request for a file as a whole, without an entry; with a tree, all .py files of that folder travel with it.
// Throws UsageError.
CaseRequest file_request(const std::string& path, const std::string& source_tree = {});

}  // namespace dy2stat
