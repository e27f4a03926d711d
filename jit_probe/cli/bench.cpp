// `jit_probe bench`: measures cases and targets on workers, keeps the benchmarks, and prints the tables.
#include <algorithm>
#include <filesystem>
#include <memory>

#include "jit_probe/cli/bench_options.hpp"
#include "jit_probe/cli/bench_progress.hpp"
#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/selection.hpp"
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
  BenchSession(BenchWriter& writer, RunDescription& description, std::size_t pairs)
      : writer_(writer), description_(description), progress_(pairs) {}

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

fs::path folder_for(const BenchOptions& options, const std::string& started) {
  const auto& out = options.run.out;
  if (out.empty()) return new_run_folder(started, "bench-");
  if (fs::exists(fs::path(out) / "run.json"))
    throw UsageError("--out '" + out + "' holds a run already: name another folder");
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

int bench(BenchOptions options) {
  require_utf8(options.run);
  options.measure.backward = !options.no_backward;
  options.measure.most_rounds = std::max(options.measure.most_rounds, options.measure.rounds);
  if (options.run.paths.empty())
    throw UsageError("name what to measure: a case, a folder of cases such as `cases`, or a target, file.py:ENTRY");
  const auto selection = select(options.run);
  if (selection.items.empty()) return nothing_to_measure("no case was selected");
  if (find_workers(options.run.workers, options.run.workers_file).empty())
    return nothing_to_measure("there is no worker; `./run build` makes them");
  const auto queues = queues_for(selection, options);
  if (queues.empty()) return nothing_to_measure("no selected case defines bench_inputs(n) in its program.py");

  RunDescription description;
  description.started = utc_now();
  description.options = to_json(options);
  BenchWriter writer(folder_for(options, description.started), description);
  name_latest(writer.folder(), "latest-bench");
  std::size_t pairs = 0;
  for (const auto& queue : queues)
    for (const auto& request : queue.requests) pairs += request.engines.size();
  BenchSession session(writer, description, pairs);
  interrupt_on_signals();
  run_schedule(queues, 1, interrupted, session.events());
  description.ended = utc_now();
  description.ended_by = interrupted ? "interrupted" : "finished";
  writer.describe(description);
  session.progress().clear();
  print_bench_tables({description, session.benchmarks()}, options.format, BenchTables::all, options.run.colour);
  std::fflush(stdout);
  if (!options.google_benchmark.empty())
    write_atomically(options.google_benchmark, google_benchmark_json(session.benchmarks(), description).dump(1) + "\n");
  note("{}the benchmarks are in {}\n", failures_text(session.benchmarks()), writer.folder().string());
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
