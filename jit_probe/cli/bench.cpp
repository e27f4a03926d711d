// `jit_probe bench`: measures cases and targets on workers, keeps the benchmarks, and prints the tables.
#include <algorithm>
#include <filesystem>
#include <memory>

#include "jit_probe/cli/bench_options.hpp"
#include "jit_probe/cli/bench_progress.hpp"
#include "jit_probe/cli/bench_resume.hpp"
#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/output_file.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/selection.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/record/bench_folder.hpp"
#include "jit_probe/render/bench_table.hpp"
#include "jit_probe/render/google_benchmark.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

bool is_sized(const Selected& selected) {
  const auto program = selected.request.files.find("program.py");
  return program != selected.request.files.end() && program->second.find("def bench_inputs(") != std::string::npos;
}

std::vector<WorkerQueue> queues_for(const Selection& selection, const BenchOptions& options) {
  std::vector<WorkerQueue> queues;
  for (const auto& worker : find_workers(options.run.workers, options.run.workers_file)) {
    WorkerQueue queue{worker, {}};
    for (const auto& item : selection.items) {
      if ((options.sized_only || options.measure.sweep) && !is_sized(item)) continue;
      queue.requests.push_back(item.request);
      queue.requests.back().benchmark = options.measure;
    }
    if (!queue.requests.empty()) queues.push_back(std::move(queue));
  }
  return queues;
}

// A run under way.
class BenchSession {
 public:
  // `done` is what a continued run has already; `pairs` of a case and an engine are still to come.
  BenchSession(BenchWriter& writer, RunDescription& description, std::vector<Benchmark> done, std::size_t pairs)
      : writer_(writer), description_(description), benchmarks_(std::move(done)), progress_(pairs) {}

  ScheduleEvents events() {
    ScheduleEvents events;
    events.hello = [this](const std::string& worker, const Fingerprint& fingerprint) {
      description_.workers[worker] = fingerprint;
      writer_.describe(description_);
    };
    events.blob = [](const std::string&, std::string_view) {};
    events.record = [](Record) {};
    events.benchmark = [this](Benchmark benchmark) { take(std::move(benchmark)); };
    events.worker_failed = [this](const WorkerFailed& failure) {
      worker_failed_ = true;
      progress_.say(std::string("jit_probe: ") + failure.what());
    };
    return events;
  }

  const std::vector<Benchmark>& benchmarks() const { return benchmarks_; }
  bool worker_failed() const { return worker_failed_; }
  BenchProgress& progress() { return progress_; }

 private:
  void take(Benchmark benchmark) {
    writer_.add(benchmark);
    auto setting = benchmark.mode;
    if (benchmark.size) setting += " of n = " + std::to_string(*benchmark.size);
    progress_.benchmark(benchmark.case_name + " " + benchmark.engine + " " + benchmark.worker, setting);
    benchmarks_.push_back(std::move(benchmark));
  }

  BenchWriter& writer_;
  RunDescription& description_;
  std::vector<Benchmark> benchmarks_;
  BenchProgress progress_;
  bool worker_failed_ = false;
};

fs::path folder_for(const BenchOptions& options, const ContinuedBench& continued, const std::string& started) {
  if (!continued.folder.empty()) return continued.folder;
  const auto& out = options.run.out;
  if (out.empty()) return new_run_folder(started, "bench-");
  if (fs::exists(fs::path(out) / "run.json"))
    throw UsageError("--out '" + out + "' holds a run already: name another folder, or continue it by --resume");
  return out;
}

int exit_code_of(const BenchSession& session) {
  if (interrupted) return interrupted_by_user;
  if (session.worker_failed()) return internal_error;
  const auto failed = [](const Benchmark& one) { return one.missing == Benchmark::Missing::failed; };
  return std::ranges::any_of(session.benchmarks(), failed) ? something_unexpected : all_as_expected;
}

int nothing_to_measure(const std::string& why) {
  note("jit_probe: nothing to measure: {}\n", why);
  return nothing_selected;
}

RunDescription description_for(const BenchOptions& options, const Selection& selection,
                               const ContinuedBench& continued) {
  auto description = continued.run.description;
  if (!options.resume) description.started = utc_now();
  description.ended.clear();
  description.ended_by.clear();
  description.options = to_json(options);
  description.options["programs"] = program_hashes(selection);
  return description;
}

std::size_t pairs_in(const std::vector<WorkerQueue>& queues) {
  std::size_t pairs = 0;
  for (const auto& queue : queues)
    for (const auto& request : queue.requests) pairs += request.engines.size();
  return pairs;
}

void say_first(BenchProgress& progress, const BenchOptions& options, const fs::path& folder,
               const std::set<std::string>& outdated) {
  const auto defaults = default_bench_options();
  if (options.resume)
    progress.say("continues " + folder.string() +
                 " as it was begun: " + changed_options(to_json(options.run), to_json(defaults.run)));
  for (const auto& name : outdated) progress.say(name + " has changed since it was measured: it is measured again");
}

void say_last(const BenchSession& session, const fs::path& folder) {
  note("{}the benchmarks are in {}\n", failures_text(session.benchmarks()), folder.string());
  if (interrupted)
    note("interrupted with {} benchmarks; this goes on with what is missing: {}\n", session.benchmarks().size(),
         shell_words({this_program(), "bench", "--resume", "--out", folder.string()}));
}

int bench(BenchOptions options) {
  require_utf8(options.run);
  options.measure.backward = !options.no_backward;
  auto continued = continued_bench(options);
  options.measure.most_rounds = std::max(options.measure.most_rounds, options.measure.rounds);
  if (options.run.paths.empty())
    throw UsageError("name what to measure: a case, a folder of cases such as `cases`, or a target, file.py:ENTRY");
  if (!options.google_benchmark.empty())
    prepare_output_file(options.google_benchmark, "--google-benchmark '" + options.google_benchmark + "'");
  const auto selection = select(options.run);
  if (selection.items.empty()) return nothing_to_measure("no case was selected");
  if (find_workers(options.run.workers, options.run.workers_file).empty())
    return nothing_to_measure("there is no worker; `./run build` makes them");
  auto queues = queues_for(selection, options);
  if (queues.empty()) return nothing_to_measure("no selected case defines bench_inputs(n) in its program.py");
  const auto outdated = forget_outdated(continued, selection);
  leave_out_measured(queues, continued.run.benchmarks);

  auto description = description_for(options, selection, continued);
  BenchWriter writer(folder_for(options, continued, description.started), description);
  name_latest(writer.folder(), "latest-bench");
  BenchSession session(writer, description, std::move(continued.run.benchmarks), pairs_in(queues));
  say_first(session.progress(), options, writer.folder(), outdated);
  interrupt_on_signals();
  run_schedule(queues, 1, interrupted, session.events());
  description.ended = utc_now();
  description.ended_by = interrupted ? "interrupted" : "finished";
  writer.describe(description);
  session.progress().clear();
  print_bench_tables({description, session.benchmarks()}, options.format, BenchTables::all, options.run.colour);
  std::fflush(stdout);
  if (!options.google_benchmark.empty())
    write_output_file(options.google_benchmark,
                      google_benchmark_json(session.benchmarks(), description).dump(1) + "\n");
  say_last(session, writer.folder());
  return exit_code_of(session);
}

}  // namespace

void add_bench_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<BenchOptions>();
  auto* command =
      program.add_subcommand("bench", "Measures eager against what each engine captured, and what capturing costs");
  add_bench_options(*command, *options);
  add_bench_diff_command(*command, exit_code);
  add_bench_table_command(*command, exit_code);
  add_bench_plot_command(*command, exit_code);
  command->callback([options, command, &exit_code] {
    if (command->get_subcommands().empty()) exit_code = bench(*options);
  });
}

}  // namespace dy2stat
