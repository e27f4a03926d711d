// `jit_probe run`: runs cases on workers, judges the records, stores them and prints the tables.
#include <fmt/core.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <set>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/compare/judge.hpp"
#include "jit_probe/record/engine_name.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/table.hpp"
#include "jit_probe/schedule/schedule.hpp"
#include "jit_probe/suite/case_file.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> interrupted{false};

struct RunOptions {
  std::vector<std::string> paths, engines, workers, tags;
  std::string filter, out, format = "terminal";
  int processes = 1;
  Limits limits;
};

struct Tally {
  std::size_t done = 0, all = 0, unexpected = 0;
};

// The cases below the paths; prints every problem and returns nothing if there is one.
std::optional<std::vector<Case>> load_cases(const RunOptions& options) {
  std::vector<Problem> problems;
  std::vector<Case> cases;
  std::vector<fs::path> paths(options.paths.begin(), options.paths.end());
  std::optional<std::set<std::string>> mechanisms;
  for (const auto& folder : find_cases(paths, problems)) {
    const auto file = folder.parent_path().parent_path() / "mechanisms.toml";
    if (!mechanisms && fs::exists(file)) mechanisms = read_mechanisms(file, problems);
    auto read = read_case(folder, mechanisms ? &*mechanisms : nullptr, problems);
    if (!read || read->name.find(options.filter) == std::string::npos) continue;
    const auto has_tag = [&](const std::string& tag) { return std::ranges::find(read->tags, tag) != read->tags.end(); };
    if (std::ranges::all_of(options.tags, has_tag)) cases.push_back(std::move(*read));
  }
  for (const auto& problem : problems) fmt::print(stderr, "{}\n", problem.text());
  if (!problems.empty()) return std::nullopt;
  return cases;
}

CaseRequest request_for(const Case& read, const RunOptions& options) {
  CaseRequest request;
  request.case_name = read.name;
  request.files = read.files;
  request.module = "program";
  request.entry = read.entry;
  request.required_packages = read.requires_packages;
  request.required_torch = read.torch.text();
  request.engines = options.engines;
  request.limits = options.limits;
  return request;
}

void show_progress(const Tally& tally, const Record& record) {
  const bool live = ::isatty(2);
  if (record.as_expected == false)
    fmt::print(stderr, "{}UNEXPECTED {} {} {}: {}\n{}\n", live ? "\r\033[K" : "", record.case_name, record.engine,
               record.worker, name_of(record.verdict), why_unexpected(record));
  if (live)
    fmt::print(stderr, "\r\033[K{}/{} records, {} unexpected", tally.done, tally.all, tally.unexpected);
  else if (tally.done % 50 == 0 || tally.done == tally.all)
    fmt::print(stderr, "{}/{} records, {} unexpected\n", tally.done, tally.all, tally.unexpected);
}

int run(RunOptions options) {
  if (options.engines.empty()) options.engines.assign(default_engines().begin(), default_engines().end());
  for (const auto& engine : options.engines)
    if (!is_known_engine(engine)) {
      fmt::print(stderr, "jit_probe: there is no engine '{}'; there are script and trace\n", engine);
      return usage_error;
    }
  const auto cases = load_cases(options);
  if (!cases) return usage_error;
  const auto workers = find_workers(options.workers);
  if (cases->empty() || workers.empty()) {
    fmt::print(stderr, "jit_probe: nothing to run: {}\n",
               cases->empty() ? "no case was selected" : "there is no worker, ./run build makes them");
    return nothing_selected;
  }
  std::map<std::string, const Case*> by_name;
  std::vector<CaseRequest> requests;
  for (const auto& read : *cases) {
    by_name[read.name] = &read;
    requests.push_back(request_for(read, options));
  }
  std::vector<WorkerQueue> queues;
  for (const auto& worker : workers) queues.push_back({worker, requests});

  RunDescription description;
  description.started = utc_now();
  description.options = {{"engines", options.engines},
                         {"processes", options.processes},
                         {"timeout", options.limits.timeout_seconds},
                         {"memory", options.limits.memory_mib}};
  RunWriter writer(options.out.empty() ? fs::path("runs") / description.started : fs::path(options.out), description);
  std::vector<Record> records;
  Tally tally{0, requests.size() * options.engines.size() * workers.size(), 0};
  bool worker_failed = false;
  ScheduleEvents events;
  events.hello = [&](const std::string& name, const Fingerprint& fingerprint) {
    description.workers[name] = fingerprint;
    writer.describe(description);
  };
  events.blob = [&](const std::string& sha256, std::string_view bytes) { writer.add_blob(sha256, bytes); };
  events.worker_failed = [&](const WorkerFailed& failure) {
    worker_failed = true;
    fmt::print(stderr, "jit_probe: {}\n", failure.what());
  };
  events.record = [&](Record record) {
    const auto& read = *by_name.at(record.case_name);
    record.tags = read.tags;
    judge(record, read.expected_for(record.engine, record.torch));
    ++tally.done;
    if (record.as_expected == false) ++tally.unexpected;
    writer.add(record);
    show_progress(tally, record);
    records.push_back(std::move(record));
  };
  ::signal(SIGINT, [](int) { interrupted = true; });
  run_schedule(queues, options.processes, interrupted, events);
  description.ended = utc_now();
  description.ended_by = interrupted ? "interrupted" : "finished";
  writer.describe(description);
  if (::isatty(2)) fmt::print(stderr, "\n");
  fmt::print("{}", render_table(records, TableFormat::terminal));
  fmt::print(stderr, "the records are in {}\n", writer.folder().string());
  if (interrupted) return interrupted_by_user;
  if (worker_failed) return internal_error;
  return tally.unexpected ? something_unexpected : all_as_expected;
}

}  // namespace

void add_run_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<RunOptions>();
  auto* command = program.add_subcommand("run", "Runs cases on every worker and prints what each engine made of them");
  command->add_option("PATH", options->paths, "case folders, or folders of them")->required();
  command->add_option("--engine", options->engines, "engines, e.g. script (default: script, trace)")->delimiter(',');
  command->add_option("--worker", options->workers, "workers by name (default: all)")->delimiter(',');
  command->add_option("--tag", options->tags, "only cases with this tag");
  command->add_option("--filter", options->filter, "only cases whose name contains this");
  command->add_option("-j", options->processes, "processes per worker")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_option("--timeout", options->limits.timeout_seconds, "seconds a record")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--memory", options->limits.memory_mib, "MiB a record above the worker itself")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--out", options->out, "the run's folder (default: runs/<UTC time>)");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dy2stat
