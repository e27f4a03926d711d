// A run made by hand in the layout that notes/records.md documents, for the tests of what looks at runs.
#pragma once

#include <filesystem>
#include <vector>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat::test {

// `bytes` as a blob of the run; gives the reference.
Json add_blob(RunWriter& writer, const std::string& bytes);

// A scripted loop that is sound on torch 2.13.0, with everything recorded of it.
Record scripted_loop(RunWriter& writer);
// The same on torch 1.13.1, where an argument has another type, an operator more is needed and one fact is not
// available.
Record scripted_loop_of_old_torch(RunWriter& writer);
// A trace that took one path: unsound in values.
Record traced_branch();
// A script that was rejected at capture.
Record rejected_script();

// Writes a finished run of these four records to `folder`.
void write_example_run(const std::filesystem::path& folder);
// Writes a finished run of other records, without blobs.
void write_run(const std::filesystem::path& folder, const std::vector<Record>& records,
               const std::string& ended_by = "finished");

}  // namespace dy2stat::test
