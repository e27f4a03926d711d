// `jit_probe search`: looks for inputs on which a capture that passed differs from eager.
#include <algorithm>
#include <map>
#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/saved_inputs.hpp"
#include "jit_probe/cli/search_options.hpp"
#include "jit_probe/cli/selection.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/repro.hpp"
#include "jit_probe/render/search_text.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::vector<WorkerQueue> search_queues(const Selection& selection, const SearchCommandOptions& options) {
  std::vector<WorkerQueue> queues;
  for (const auto& worker : find_workers(options.run.workers, options.run.workers_file)) {
    WorkerQueue queue{worker, {}};
    for (const auto& item : selection.items) {
      queue.requests.push_back(item.request);
      queue.requests.back().search = options.search;
    }
    queues.push_back(std::move(queue));
  }
  return queues;
}

// What a finding is as a record, for the file that shows it.
Record record_of(const Search& search, const Finding& finding) {
  Record record;
  record.case_name = search.case_name;
  record.engine = search.engine;
  record.worker = search.worker;
  record.torch = search.torch;
  record.verdict = finding.kind == FindingKind::crashed ? Verdict::crashed
                   : is_counterexample(finding.kind)    ? Verdict::unsound
                                                        : Verdict::restricted;
  record.reason = "found by a search: " + std::string(meaning_of(finding.kind));
  record.error = finding.error;
  record.differences = finding.differences;
  return record;
}

std::string repro_of(const Search& search, const Finding& finding, CaseRequest program) {
  const auto example = program.input_expressions.empty() ? "module.inputs()[0]" : program.input_expressions.front();
  program.input_expressions = {example, finding.input};
  return repro_file(record_of(search, finding), program, {finding.training, finding.no_grad});
}

// "control_flow-early_return-trace-torch-2.13.0-wrong.py"
std::string repro_name(const Search& search, const Finding& finding) {
  auto name = search.case_name + "-" + search.engine + "-" + search.worker + "-" + std::string(name_of(finding.kind));
  std::ranges::replace_if(
      name,
      [](char letter) { return !std::isalnum(static_cast<unsigned char>(letter)) && !std::strchr("._-", letter); },
      '-');
  return name + ".py";
}

// The searches as they come.
class SearchSession {
 public:
  SearchSession(const SearchCommandOptions& options, const Selection& selection) : options_(options) {
    for (const auto& item : selection.items) items_[item.request.case_name] = &item;
  }

  ScheduleEvents events() {
    ScheduleEvents events;
    events.hello = [](const std::string&, const Fingerprint&) {};
    events.blob = [](const std::string&, std::string_view) {};
    events.search = [this](const Search& search) { take(search); };
    events.worker_failed = [this](const WorkerFailed& failure) {
      worker_failed_ = true;
      note("jit_probe: {}\n", failure.what());
    };
    return events;
  }

  // After the last search.
  void save_inputs() const {
    for (const auto& [name, inputs] : to_save_) {
      const auto file = items_.at(name)->what.folder / "program.py";
      const auto added = add_inputs(file, items_.at(name)->what.files.at("program.py"), inputs);
      note("{}: {} added to inputs()\n", file.string(), counted_inputs(added));
    }
  }

  int exit_code() const {
    if (interrupted) return interrupted_by_user;
    if (worker_failed_) return internal_error;
    return found_ || failed_ ? something_unexpected : all_as_expected;
  }

 private:
  void take(const Search& search) {
    failed_ |= search.missing == Benchmark::Missing::failed;
    for (const auto& finding : search.findings) found_ |= is_counterexample(finding.kind);
    print(options_.json ? to_json(search).dump() + "\n" : search_text(search));
    for (const auto& finding : search.findings) {
      if (!options_.repro.empty()) write_repro(search, finding);
      if (options_.save && is_counterexample(finding.kind)) remember(search, finding);
    }
    std::fflush(stdout);
  }

  void write_repro(const Search& search, const Finding& finding) const {
    try {
      const auto text = repro_of(search, finding, items_.at(search.case_name)->request);
      if (options_.repro == "-") return print(text);
      fs::create_directories(options_.repro);
      const auto file = fs::path(options_.repro) / repro_name(search, finding);
      write_atomically(file, text);
      note("{} reproduces it\n", file.string());
    } catch (const NoRepro& why) {
      note("{}\n", why.what());
    }
  }

  void remember(const Search& search, const Finding& finding) {
    const auto which = search.case_name + "  " + search.engine + "  " + search.worker + "  " +
                       std::string(name_of(finding.kind)) + ": not saved: ";
    const auto why_not = why_not_saved(search, finding);
    if (!why_not.empty()) return note("{}{}\n", which, why_not);
    to_save_[search.case_name].push_back({search.insert_at, search.insert_before, finding.input, search.insert_after});
  }

  const SearchCommandOptions& options_;
  std::map<std::string, const Selected*> items_;
  std::map<std::string, std::vector<SavedInput>> to_save_;
  bool found_ = false, failed_ = false, worker_failed_ = false;
};

int search_cases(const SearchCommandOptions& options) {
  require_utf8(options.run);
  const auto selection = select(options.run);
  const auto nothing = [](const char* why) {
    note("jit_probe: nothing to search: {}\n", why);
    return nothing_selected;
  };
  if (selection.items.empty()) return nothing("no case was selected");
  if (options.save && std::ranges::any_of(selection.items, [](const auto& item) { return item.what.folder.empty(); }))
    throw UsageError("--save adds input sets to cases: make one of the target by `jit_probe run --save-case DIR`");
  const auto queues = search_queues(selection, options);
  if (queues.empty()) return nothing("there is no worker; `./run build` makes them");
  SearchSession session(options, selection);
  interrupt_on_signals();
  run_schedule(queues, options.run.processes, interrupted, session.events());
  session.save_inputs();
  return session.exit_code();
}

}  // namespace

void add_search_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<SearchCommandOptions>();
  auto* command =
      program.add_subcommand("search", "Looks for inputs on which a capture that passed differs from eager");
  add_search_options(*command, *options);
  command->callback([options, &exit_code] { exit_code = search_cases(*options); });
}

}  // namespace dy2stat
