// A run under way: takes what workers answer, judges it, keeps it, and says it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/cli/progress.hpp"
#include "jit_probe/cli/run_options.hpp"
#include "jit_probe/cli/selection.hpp"
#include "jit_probe/compare/baseline.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {

// Case, engine and worker of a record.
using RecordKey = std::vector<std::string>;
RecordKey key_of(const Record& record);

class RunSession {
 public:
  // `done` are the records that a continued run has already; `records` is how many there will be. With
  // `baseline_worker` the other workers' records are judged by its own.
  RunSession(const RunOptions& options, const Selection& selection, RunWriter& writer, RunDescription& description,
             std::vector<Record> done, std::size_t records, Baseline baseline, std::string baseline_worker);

  // What the schedule calls. Refers to this session.
  ScheduleEvents events();

  const std::vector<Record>& records() const { return records_; }
  bool worker_failed() const { return worker_failed_; }
  Progress& progress() { return progress_; }

 private:
  void met(const std::string& worker, const Fingerprint& fingerprint);
  void take(Record record);
  void keep(Record record);
  std::optional<Expected> expected_of(const Record& record) const;
  Json program_of(const Selected& selected);
  std::string command_for(const Record& record) const;

  const RunOptions& options_;
  const Selection& selection_;
  RunWriter& writer_;
  RunDescription& description_;
  std::map<std::string, const Selected*> by_name_;
  std::map<std::string, Json> programs_;             // making["program"] by case, once its blobs are stored
  std::map<RecordKey, std::vector<Record>> rounds_;  // of records whose rounds are not all there yet
  std::vector<Record> records_;
  Baseline baseline_;
  std::string baseline_worker_;
  Progress progress_;
  bool worker_failed_ = false, shows_all_, colour_;
};

}  // namespace dy2stat
