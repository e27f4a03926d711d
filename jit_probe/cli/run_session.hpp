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

  // All records, those of a continued run among them; of a run of corpora, which may be large, they are read from the
  // run's folder, without what their programs and artifacts are.
  std::vector<Record> finished() const;
  std::size_t count() const { return count_; }
  bool worker_failed() const { return worker_failed_; }
  Progress& progress() { return progress_; }

 private:
  void met(const std::string& worker, const Fingerprint& fingerprint);
  void take(Record record);
  void keep(Record record);
  std::optional<Expected> expected_of(const Record& record) const;
  const Selected& selected_for(const Record& record) const;
  Json program_of(const Selected& selected);
  std::string command_for(const Record& record) const;

  const RunOptions& options_;
  const Selection& selection_;
  RunWriter& writer_;
  RunDescription& description_;
  std::map<std::string, std::vector<const Selected*>> by_name_;
  std::map<const Selected*, Json> programs_;         // making["program"] of the last cases, whose blobs are stored
  std::map<RecordKey, std::vector<Record>> rounds_;  // of records whose rounds are not all there yet
  std::vector<Record> records_;  // none in a run of corpora: its memory stays the same however many there are
  std::size_t count_ = 0;
  Baseline baseline_;
  std::string baseline_worker_;
  Progress progress_;
  bool worker_failed_ = false, has_corpora_ = false, shows_all_, colour_;
};

}  // namespace dy2stat
