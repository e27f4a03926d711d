// Which run folders a RUN on the command line means, and where new runs go.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// A RUN that is none; what() quotes it and says what a RUN can be.
struct NoRun : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// "runs" in the current folder, where runs are kept.
std::filesystem::path runs_folder();

// The folder that `word` means: a run's folder, the name of one in runs/, or `latest`. Throws NoRun.
std::filesystem::path find_run(const std::string& word);

// Says on stderr where a run's records were cut off, in the middle of a line; that line is passed over.
void warn_of_cut_off(const std::vector<std::filesystem::path>& runs);

// Reads the runs that `words` mean as one; several are the shards of one. Throws NoRun, and BadRecord on what cannot be
// read.
Run read_runs(const std::vector<std::string>& words);

// Calls `read` with the record. A fact of it that is not of the form which notes/records.md says, since somebody edited
// the file, becomes a BadRecord that names the record's line.
template <typename Read>
auto reading(const Record& record, const Read& read) {
  try {
    return read(record);
  } catch (const nlohmann::json::exception& error) {
    const auto folder = std::filesystem::path(record.read_from).parent_path();
    throw BadRecord(record.read_from + ": a fact of this record is not of the form that notes/records.md says: " +
                    problem_of(error) + "; " + mend_line(folder));
  }
}

// A folder in runs/ for a run that started at `utc` ("2026-01-31T12:00:00Z"), which no run has yet. Its name begins
// with `kind` and has no colons, which some file systems refuse: "2026-01-31T12-00-00Z", "bench-2026-01-31T12-00-00Z".
std::filesystem::path new_run_folder(const std::string& utc, const std::string& kind = "");

// Lets runs/NAME mean `folder`, if that is one of runs/. Throws filesystem_error.
void name_latest(const std::filesystem::path& folder, const std::string& name = "latest");

}  // namespace dy2stat
