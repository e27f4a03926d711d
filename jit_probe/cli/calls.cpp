// `jit_probe calls`: records which torch APIs or operators programs call, eager or captured, and prints what they take.
#include "jit_probe/cli/calls_options.hpp"

#include <algorithm>
#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/own_engines.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/received_files.hpp"
#include "jit_probe/cli/selection.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/render/calls_table.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {
namespace {

// What is recorded: eager, what the engines capture, or eager and one of these.
std::vector<std::string> engines_of(const CallsCommandOptions& options) {
  if (options.compare.empty())
    return options.run.engines.empty() ? std::vector<std::string>{no_engine} : chosen_engines(options.run);
  if (!options.run.engines.empty())
    throw UsageError("--compare records eager and the engine that it names: leave --engine out");
  auto run = options.run;
  run.engines = {options.compare};
  const auto chosen = chosen_engines(run);
  if (chosen.size() > 1) throw UsageError("--compare takes one engine, and '" + options.compare + "' means several");
  return {no_engine, chosen.front()};
}

CallsOptions request_options(const CallsCommandOptions& options, const std::vector<std::string>& engines) {
  const bool captured = engines.back() != no_engine;
  CallsOptions asked{options.recording, options.warm_up >= 0 ? options.warm_up : captured ? 3 : 0};
  asked.recording.level = !options.level.empty() ? options.level : captured ? "operator" : "api";
  try {
    check(asked.recording);
  } catch (const calls::BadOption& error) {
    throw UsageError(error.what());
  }
  return asked;
}

std::vector<WorkerQueue> queues_for(const Selection& selection, const CallsCommandOptions& options) {
  const auto engines = engines_of(options);
  const auto own_engines = own_engine_files(engines);
  const auto asked = request_options(options, engines);
  std::vector<WorkerQueue> queues;
  for (const auto& worker : find_workers(options.run.workers, options.run.workers_file)) {
    WorkerQueue queue{worker, {}};
    for (const auto& item : selection.items) {
      queue.requests.push_back(item.request);
      queue.requests.back().engines = engines;
      queue.requests.back().own_engines = own_engines;
      queue.requests.back().calls = asked;
    }
    queues.push_back(std::move(queue));
  }
  return queues;
}

// The recordings as they come.
class CallsSession {
 public:
  explicit CallsSession(const CallsCommandOptions& options) : options_(options), files_(options.recording) {}

  ScheduleEvents events() {
    ScheduleEvents events;
    events.hello = [](const std::string&, const Fingerprint&) {};
    events.blob = [](const std::string&, std::string_view) {};
    events.record = [](Record) {};
    events.benchmark = [](Benchmark) {};
    events.names = [](ApiNames) {};
    events.syntax = [](Syntax) {};
    events.file = [this](const CallsFile& file) { files_.begin(file); };
    events.part = [this](std::string_view bytes) { files_.add(bytes); };
    events.calls = [this](CallRecording recording) { take(std::move(recording)); };
    events.worker_failed = [this](const WorkerFailed& failure) {
      worker_failed_ = true;
      note("jit_probe: {}\n", failure.what());
    };
    return events;
  }

  int exit_code() const {
    if (interrupted) return interrupted_by_user;
    if (worker_failed_) return internal_error;
    return incomplete_ ? something_unexpected : all_as_expected;
  }

 private:
  void take(CallRecording recording) {
    using enum Benchmark::Missing;
    say(recording);
    incomplete_ |= !recording.notes.empty() || recording.missing == failed || recording.missing == refused;
    if (options_.compare.empty()) return print(calls_text(recording, options_.most_rows));
    if (recording.engine == no_engine)
      eager_ = std::move(recording);
    else if (recording.missing == nothing && eager_.missing == nothing)
      print(call_diff_text(eager_, recording));
  }

  // On stderr: what went wrong, and where the files are.
  void say(const CallRecording& recording) {
    const auto which =
        printable(recording.case_name) + "  " + recording.engine + "  " + printable(recording.worker) + ": ";
    if (!recording.failure.empty()) note("{}{}\n", which, printable(recording.failure));
    for (const auto& line : recording.notes) note("{}{}\n", which, printable(line));
    for (const auto& file : files_.end_recording())
      note("{}the records are in {}\n", which, file.lexically_normal().string());
  }

  const CallsCommandOptions& options_;
  ReceivedFiles files_;
  CallRecording eager_;  // the last one of eager
  bool incomplete_ = false, worker_failed_ = false;
};

int record_calls(const CallsCommandOptions& options) {
  require_utf8(options.run);
  if (options.run.paths.empty())
    throw UsageError("name what to record: a target such as file.py:my_code, or a case's folder");
  const auto selection = select(options.run);
  const auto nothing = [](const char* why) {
    note("jit_probe: nothing to record: {}\n", why);
    return nothing_selected;
  };
  if (selection.items.empty()) return nothing("no case was selected");
  const auto queues = queues_for(selection, options);
  if (queues.empty()) return nothing("there is no worker; `./run build` makes them");
  CallsSession session(options);
  interrupt_on_signals();
  run_schedule(queues, 1, interrupted, session.events());
  return session.exit_code();
}

}  // namespace

void add_calls_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<CallsCommandOptions>();
  auto* command = program.add_subcommand(
      "calls", "Records which torch APIs or operators a program calls: when, how long, with what");
  add_calls_options(*command, *options);
  command->callback([options, &exit_code] { exit_code = record_calls(*options); });
}

}  // namespace dy2stat
