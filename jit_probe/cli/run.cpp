// `jit_probe run`: runs cases and targets on workers, judges and stores the records, and prints the tables.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/corpora.hpp"
#include "jit_probe/cli/corpus_report.hpp"
#include "jit_probe/cli/describe_record.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/kept_program.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/report.hpp"
#include "jit_probe/cli/run_options.hpp"
#include "jit_probe/cli/run_reports.hpp"
#include "jit_probe/cli/run_session.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

struct Baselines {
  Baseline of_runs;
  std::string worker;  // the one of this run by which the others are judged; empty: none
};

Baselines read_baselines(const RunOptions& options, const std::vector<WorkerCommand>& workers) {
  Baselines baselines;
  std::vector<std::string> runs;
  for (const auto& word : options.baseline)
    if (std::ranges::count(workers, word, &WorkerCommand::name))
      baselines.worker = word;
    else
      runs.push_back(word);
  if (runs.empty()) return baselines;
  try {
    const auto run = read_runs(runs);
    for (const auto& record : run.records) baselines.of_runs.add(record, "baseline " + run.folders.front().string());
  } catch (const NoRun& error) {
    throw UsageError(std::string("--baseline: ") + error.what() + "; nor is it a worker that takes part in this run");
  }
  return baselines;
}

// Of the last run: its unexpected records. Where no path is given, its paths are taken too.
std::set<RecordKey> unexpected_in_latest(RunOptions& options) {
  const auto run = read_runs({"latest"});
  if (options.paths.empty() && options.corpora.empty())
    with_options_of(run.folders.front(), run.description, [&](const Json& stored) {
      stored.at("paths").get_to(options.paths);
      stored.at("path").get_to(options.source_tree);
      stored.at("init").get_to(options.init);
      stored.at("inputs").get_to(options.inputs);
      options.corpora = stored.value("corpora", std::vector<std::string>());
      options.corpus_inputs = stored.value("corpus_inputs", "");
    });
  std::set<RecordKey> unexpected;
  for (const auto& record : run.records)
    if (record.as_expected == false) unexpected.insert(key_of(record));
  return unexpected;
}

// With --last-failed the records to be made, which run.json keeps so that --resume knows them; otherwise nothing.
std::set<RecordKey> wanted_records(RunOptions& options, const Run& continued) {
  if (!options.last_failed) return {};
  if (!options.resume) return unexpected_in_latest(options);
  std::set<RecordKey> wanted;
  with_options_of(continued.folders.front(), continued.description,
                  [&](const Json& stored) { stored.at("only").get_to(wanted); });
  return wanted;
}

RunDescription description_for(const RunOptions& options, const Run& continued, const std::set<RecordKey>& only) {
  auto description = continued.description;
  if (!options.resume) description.started = utc_now();
  description.ended.clear();
  description.ended_by.clear();
  description.options = to_json(options);
  description.options["processes"] = options.processes;
  if (!only.empty()) description.options["only"] = only;
  return description;
}

// The requests for each worker, without the engines whose records are not wanted. The rounds of a case follow each
// other; the baseline's worker comes first, so that its records are there when those of the others come.
std::vector<WorkerQueue> queues_for(const Selection& selection, std::vector<WorkerCommand> workers,
                                    const RunOptions& options, const std::string& first,
                                    const std::function<bool(const RecordKey&)>& is_wanted) {
  std::ranges::stable_partition(workers, [&](const auto& worker) { return worker.name == first; });
  std::vector<WorkerQueue> queues;
  for (const auto& worker : workers) {
    WorkerQueue queue{worker, {}};
    for (const auto& item : selection.items) {
      if (!item.is_for(worker.name)) continue;
      auto request = item.request;
      std::erase_if(request.engines, [&](const auto& engine) {
        return !is_wanted({request.case_name, engine, worker.name});
      });
      if (!request.engines.empty()) queue.requests.insert(queue.requests.end(), options.rounds, request);
    }
    if (!queue.requests.empty()) queues.push_back(std::move(queue));
  }
  return queues;
}

std::size_t records_in(const std::vector<WorkerQueue>& queues, int rounds) {
  std::size_t records = 0;
  for (const auto& queue : queues)
    for (const auto& request : queue.requests) records += request.engines.size();
  return records / static_cast<std::size_t>(rounds);
}

// The run that is continued, if one is; its options are taken over.
Run continued_run(RunOptions& options) {
  if (!options.resume) return {};
  auto run = read_runs({options.out.empty() ? "latest" : options.out});
  with_options_of(run.folders.front(), run.description, [&](const Json& stored) { continue_with(options, stored); });
  return run;
}

// Takes the records out of a continued run whose case has changed since they were made; returns these cases.
std::set<std::string> forget_outdated(Run& continued, const Selection& selection) {
  std::set<std::string> changed;
  std::map<std::string, std::vector<const Selected*>> items;
  for (const auto& item : selection.items) items[item.what.name].push_back(&item);
  std::map<const Selected*, Json> kept;
  std::erase_if(continued.records, [&](const Record& record) {
    const auto found = items.find(record.case_name);
    if (found == items.end()) return false;
    for (const auto* item : found->second) {
      if (!item->is_for(record.worker)) continue;
      if (!kept.contains(item)) kept = {{item, kept_program(*item)}};  // records of a case follow each other
      if (is_made_of(record, kept.at(item))) return false;
      changed.insert(record.case_name);
      return true;
    }
    return false;
  });
  return changed;
}

fs::path folder_for(const RunOptions& options, const Run& continued, const std::string& started) {
  if (!continued.folders.empty()) return fs::proximate(fs::canonical(continued.folders.front()));
  if (options.out.empty()) return new_run_folder(started);
  if (fs::exists(fs::path(options.out) / "run.json"))
    throw UsageError("--out '" + options.out +
                     "' holds a run already: name another folder, or continue it by --resume");
  return options.out;
}

// Says which targets no worker could load: a name, an expression or the program is wrong. Whether there are any.
bool say_what_cannot_be_loaded(const Selection& selection, const std::vector<Record>& records) {
  std::map<std::string, std::vector<const Record*>> by_target;
  for (const auto& item : selection.items)
    if (item.what.folder.empty() && !item.is_of_corpus()) by_target[item.what.name];
  for (const auto& record : records)
    if (const auto found = by_target.find(record.case_name); found != by_target.end()) found->second.push_back(&record);
  std::erase_if(by_target, [](const auto& target) {
    return target.second.empty() || !std::ranges::all_of(target.second, [](const auto* record) {
             return record->verdict == Verdict::eager_failed && record->stage == Stage::load;
           });
  });
  for (const auto& [name, failed] : by_target) {
    const auto& record = *failed.front();
    const auto why = record.error ? record.error->type + ": " + record.error->message : record.reason;
    note("jit_probe: {}: no worker could load it: {}\n", printable(name), printable(why));
  }
  return !by_target.empty();
}

int print_results(const RunSession& session, const RunOptions& options, const Selection& selection,
                  const std::vector<RunReport>& reports, const std::vector<CorpusRemarks>& corpora) {
  const auto records = session.finished();
  const bool colour = wants_colour(options.colour, 1);
  print(run_tables(records, corpora, colour) + "\n" + counts_of(records) + "\n");
  std::fflush(stdout);
  for (const auto& report : reports) write_report(report, records);
  if (interrupted) return interrupted_by_user;
  if (session.worker_failed()) return internal_error;
  if (say_what_cannot_be_loaded(selection, records)) return usage_error;
  return std::ranges::count(records, std::optional(false), &Record::as_expected) ? something_unexpected
                                                                                 : all_as_expected;
}

int nothing_to_run(const std::string& why) {
  note("jit_probe: nothing to run: {}\n", why);
  return nothing_selected;
}

// Before any worker is asked, what else the command line says is checked.
ListedCorpora listed_corpora(const RunOptions& options) {
  if (options.corpora.empty() && options.cases.empty()) return {};
  if (options.corpora.empty()) throw UsageError("--case chooses among the cases of a corpus, and no --corpus is named");
  chosen_engines(options);
  shard_from(options.shard);
  return list_corpora(options, find_workers(options.workers, options.workers_file));
}

void say_first(Progress& progress, const RunOptions& options, const fs::path& folder,
               const std::set<std::string>& outdated) {
  if (options.resume)
    progress.say("continues " + folder.string() +
                 " as it was begun: " + changed_options(to_json(options), to_json(RunOptions{})));
  for (const auto& name : outdated)
    progress.say(name + " has changed since its records were made: they are made again");
  if (options.isolation == "none")
    progress.say(
        "--isolate none: all in one process, where one program can change what becomes of the next; verdicts "
        "may differ from those of --isolate engine");
}

void say_last(const RunSession& session, const fs::path& folder) {
  note("the records are in {}\n", folder.string());
  if (interrupted)
    note("interrupted with {} records; this goes on with what is missing: {}\n", session.count(),
         shell_words({this_program(), "run", "--resume", "--out", folder.string()}));
}

int run(RunOptions options) {
  require_utf8(options);
  auto continued = continued_run(options);
  const auto only = wanted_records(options, continued);
  if (options.last_failed && only.empty()) return nothing_to_run("nothing was unexpected in runs/latest");
  if (options.paths.empty() && options.corpora.empty() && options.cases.empty())
    throw UsageError(
        "name what to run: a case, a folder of cases such as `cases`, a target, file.py:ENTRY, or a --corpus");
  std::vector<RunReport> reports;
  for (const auto& word : options.reports) reports.push_back(run_report_from(word));
  interrupt_on_signals();
  auto listed = listed_corpora(options);
  if (interrupted) return interrupted_by_user;
  const auto selection = select(options, std::move(listed.items));
  if (selection.items.empty()) return nothing_to_run("no case was selected");
  const auto outdated = forget_outdated(continued, selection);
  const auto workers = find_workers(options.workers, options.workers_file);
  if (workers.empty()) return nothing_to_run("there is no worker; `./run build` makes them");
  const auto baselines = read_baselines(options, workers);
  std::set<RecordKey> done;
  for (const auto& record : continued.records) done.insert(key_of(record));
  const auto queues = queues_for(selection, workers, options, baselines.worker, [&](const RecordKey& key) {
    return !done.contains(key) && (only.empty() || only.contains(key));
  });
  if (queues.empty() && done.empty()) return nothing_to_run("what was unexpected is not among what is selected");

  auto description = description_for(options, continued, only);
  RunWriter writer(folder_for(options, continued, description.started), description);
  name_latest(writer.folder());
  keep_remarks(writer.folder(), listed.remarks);
  RunSession session(options, selection, writer, description, continued.records,
                     done.size() + records_in(queues, options.rounds), baselines.of_runs, baselines.worker);
  say_first(session.progress(), options, writer.folder(), outdated);
  run_schedule(queues, options.processes, interrupted, session.events());
  description.ended = utc_now();
  description.ended_by = interrupted ? "interrupted" : "finished";
  writer.describe(description);
  session.progress().clear();
  const int exit_code = print_results(session, options, selection, reports, listed.remarks);
  say_last(session, writer.folder());
  return exit_code;
}

}  // namespace

void add_run_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<RunOptions>();
  auto* command = program.add_subcommand("run", "Runs cases on every worker and prints what each engine made of them");
  add_run_options(*command, *options);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dy2stat
