// What happens to each record of a run.
#include "jit_probe/cli/run_session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/describe_record.hpp"
#include "jit_probe/cli/kept_program.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/compare/judge.hpp"
#include "jit_probe/compare/rounds.hpp"

namespace dy2stat {

RecordKey key_of(const Record& record) {
  return {record.case_name, record.engine, record.worker};
}

RunSession::RunSession(const RunOptions& options, const Selection& selection, RunWriter& writer,
                       RunDescription& description, std::vector<Record> done, std::size_t records, Baseline baseline,
                       std::string baseline_worker)
    : options_(options),
      selection_(selection),
      writer_(writer),
      description_(description),
      records_(std::move(done)),
      count_(records_.size()),
      baseline_(std::move(baseline)),
      baseline_worker_(std::move(baseline_worker)),
      progress_(records, records_.size(),
                static_cast<std::size_t>(std::ranges::count(records_, std::optional(false), &Record::as_expected))),
      shows_all_(options.show == "all"),
      colour_(wants_colour(options.colour, STDOUT_FILENO)) {
  for (const auto& item : selection.items) {
    by_name_[item.what.name].push_back(&item);
    has_corpora_ |= item.is_of_corpus();
    // A target expects nothing: what came of it is what the person wants to see.
    if (item.what.folder.empty() && !item.is_of_corpus() && options.show.empty()) shows_all_ = true;
  }
  for (const auto& record : records_)
    if (record.worker == baseline_worker_) baseline_.add(record, "baseline " + baseline_worker_);
  if (has_corpora_) records_ = {};
}

std::vector<Record> RunSession::finished() const {
  if (!has_corpora_) return records_;
  return read_run({writer_.folder()},
                  [](Record& record) {
                    record.making = record.artifact = record.tolerances = Json::object();
                    record.notes.clear();
                  })
      .records;
}

const Selected& RunSession::selected_for(const Record& record) const {
  const auto& of_name = by_name_.at(record.case_name);
  for (const auto* selected : of_name)
    if (selected->is_for(record.worker)) return *selected;
  return *of_name.front();
}

ScheduleEvents RunSession::events() {
  ScheduleEvents events;
  events.hello = [this](const std::string& worker, const Fingerprint& fingerprint) { met(worker, fingerprint); };
  events.blob = [this](const std::string& sha256, std::string_view bytes) { writer_.add_blob(sha256, bytes); };
  events.record = [this](Record record) { take(std::move(record)); };
  events.worker_failed = [this](const WorkerFailed& failure) {
    worker_failed_ = true;
    progress_.say(std::string("jit_probe: ") + failure.what());
  };
  return events;
}

void RunSession::met(const std::string& worker, const Fingerprint& fingerprint) {
  description_.workers[worker] = fingerprint;
  writer_.describe(description_);
  progress_.say(fmt::format("{}: torch {}, Python {}; ends a record's processes by {}", worker,
                            fingerprint.torch.text(), fingerprint.python, fingerprint.family_kill));
}

std::optional<Expected> RunSession::expected_of(const Record& record) const {
  const auto expected = selected_for(record).what.expected_for(record.engine, record.torch);
  return expected || record.worker == baseline_worker_ ? expected : baseline_.expected_for(record);
}

Json RunSession::program_of(const Selected& selected) {
  constexpr std::size_t most_remembered = 256;
  if (programs_.size() > most_remembered) programs_.clear();
  auto& program = programs_[&selected];
  if (!program.is_null()) return program;
  each_kept_text(selected,
                 [this](const std::string& sha256, const std::string& content) { writer_.add_blob(sha256, content); });
  return program = kept_program(selected);
}

void RunSession::take(Record record) {
  const auto& selected = selected_for(record);
  record.tags = selected.what.tags;
  record.making["program"] = program_of(selected);
  if (!selected.attempts.empty()) record.making["attempts"] = selected.attempts;
  judge(record, expected_of(record));
  if (options_.rounds == 1) return keep(std::move(record));
  auto& rounds = rounds_[key_of(record)];
  rounds.push_back(std::move(record));
  if (rounds.size() < static_cast<std::size_t>(options_.rounds)) return;
  auto merged = merged_rounds(rounds);
  rounds_.erase(key_of(merged));
  keep(std::move(merged));
}

void RunSession::keep(Record record) {
  record.making["program"]["again"] = json_from_bytes(command_for(record));
  writer_.add(record);
  if (record.worker == baseline_worker_) baseline_.add(record, "baseline " + baseline_worker_);
  if (shows_all_ || record.as_expected == false || record.flaky) {
    progress_.clear();
    print(describe_record(record, selection_.mechanisms, command_for(record), colour_));
    std::fflush(stdout);
  }
  progress_.record(record.as_expected == false);
  ++count_;
  if (!has_corpora_) records_.push_back(std::move(record));
}

std::string RunSession::command_for(const Record& record) const {
  std::vector<std::string> words{this_program(), "run"};
  const auto& selecting = selected_for(record).command;
  words.insert(words.end(), selecting.begin(), selecting.end());
  words.insert(words.end(), {"--engine", record.engine, "--worker", record.worker});
  const RunOptions defaults;
  const auto add = [&](const char* option, const auto& value, const auto& otherwise) {
    if (value != otherwise) words.insert(words.end(), {option, fmt::format("{}", value)});
  };
  add("--workers", options_.workers_file, defaults.workers_file);
  add("--timeout", options_.limits.timeout_seconds, defaults.limits.timeout_seconds);
  add("--memory", options_.limits.memory_mib, defaults.limits.memory_mib);
  add("--isolate", options_.isolation, defaults.isolation);
  add("--rounds", options_.rounds, defaults.rounds);
  return shell_words(words);
}

}  // namespace dy2stat
