// `jit_probe api-name` and `jit_probe api-list`: the public names of torch's APIs, as a worker's torch has them.
#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/record/call_recording.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {
namespace {

struct NamesCommand {
  std::string word, worker, workers_file;
};

WorkerCommand chosen_worker(const NamesCommand& options) {
  const auto names = options.worker.empty() ? std::vector<std::string>() : std::vector{options.worker};
  const auto workers = find_workers(names, options.workers_file);
  if (workers.empty()) throw UsageError("there is no worker to ask; `./run build` makes them");
  return workers.back();
}

int print_names(const NamesCommand& options, bool below) {
  if (!is_utf8(options.word)) throw UsageError(shell_words({options.word}) + " is not UTF-8, and so no name of Python");
  CaseRequest request;
  request.case_name = options.word;
  request.engines = {no_engine};
  request.names = NamesOptions{options.word, below};
  int exit_code = internal_error;
  ScheduleEvents events;
  events.hello = [](const std::string&, const Fingerprint&) {};
  events.names = [&](const ApiNames& answer) {
    for (const auto& name : answer.names) print(name + "\n");
    if (!answer.failure.empty()) note("jit_probe: {}\n", answer.failure);
    exit_code = answer.failure.empty() ? all_as_expected : usage_error;
  };
  events.worker_failed = [](const WorkerFailed& failure) { note("jit_probe: {}\n", failure.what()); };
  interrupt_on_signals();
  run_schedule({{chosen_worker(options), {request}}}, 1, interrupted, events);
  return interrupted ? interrupted_by_user : exit_code;
}

void add_command(CLI::App& program, int& exit_code, const char* name, const char* about, const char* word,
                 const char* footer, bool below) {
  auto options = std::make_shared<NamesCommand>();
  auto* command = program.add_subcommand(name, about);
  command->add_option("OBJECT", options->word, word)->required();
  command->add_option("--worker", options->worker, "the worker whose torch is asked (default: the last of all)")
      ->type_name("WORKER");
  command->add_option("--workers", options->workers_file, "file with more workers (default: workers.toml)")
      ->type_name("FILE");
  command->footer(footer);
  command->callback([options, &exit_code, below] { exit_code = print_names(*options, below); });
}

}  // namespace

void add_api_commands(CLI::App& program, int& exit_code) {
  add_command(program, exit_code, "api-name", "Prints the shortest public name of something that torch offers",
              "package.module:NAME, or its dotted name",
              "Example: jit_probe api-name torch.optim.adam:Adam\n\nExit code 2: it is nothing, or has no public name.",
              false);
  add_command(program, exit_code, "api-list", "Lists every callable below a public module or class of torch, by name",
              "a module, or package.module:CLASS",
              "Example: jit_probe api-list torch.nn\n\nExit code 2: it is no public module or class of torch.", true);
}

}  // namespace dy2stat
