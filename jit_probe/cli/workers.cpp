// `jit_probe workers`: lists the workers and says what is wrong with one that does not answer.
#include "jit_probe/cli/workers.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/suite/nearest.hpp"
#include "jit_probe/suite/workers_file.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

struct WorkersCommand {
  std::string file, format = "terminal";
  int timeout = 120;
};

// What a worker said of itself, or why it did not.
struct Answer {
  WorkerCommand command;
  std::optional<Fingerprint> fingerprint;
  std::string problem;
};

std::vector<WorkerCommand> built_workers() {
  const auto build = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  std::vector<WorkerCommand> workers;
  for (const auto& item : fs::directory_iterator(build)) {
    const auto program = item.path() / "bin" / "jit_probe_worker";
    if (fs::exists(program)) workers.push_back({item.path().filename().string(), {program.string()}});
  }
  std::ranges::sort(workers, {}, &WorkerCommand::name);
  return workers;
}

std::vector<WorkerCommand> all_workers(const std::string& file) {
  auto workers = built_workers();
  const fs::path path = file.empty() ? "workers.toml" : file;
  if (file.empty() && !fs::exists(path)) return workers;
  Problems problems;
  for (auto& entry : read_workers_file(path, problems)) {
    if (std::ranges::count(workers, entry.name, &WorkerCommand::name))
      problems.push_back(
          {path.string(), 1, 1, "there is a built worker '" + entry.name + "' too", "name this one otherwise"});
    workers.push_back({entry.name, entry.command});
  }
  if (!problems.empty()) throw FoundProblems(problems);
  return workers;
}

std::string last_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string last;
  for (std::string line; std::getline(stream, line);)
    if (line.find_first_not_of(" \t\r") != std::string::npos) last = line;
  return last;
}

// Waits for the first word of it, and no longer than `patience`.
Fingerprint hello_of(WorkerProcess& worker, std::chrono::seconds patience) {
  pollfd waiting{worker.answers(), POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(patience).count())) == 0)
    throw WorkerFailed("worker " + worker.name() + ": it said nothing for " + std::to_string(patience.count()) + " s");
  return worker.hello();
}

// Starts all of them before it listens to the first: each takes a second or two to import torch.
std::vector<Answer> ask(std::vector<WorkerCommand> workers, std::chrono::seconds patience) {
  std::string folder = (fs::temp_directory_path() / "jit_probe-XXXXXX").string();
  if (!::mkdtemp(folder.data()))
    throw std::runtime_error("cannot make a folder in " + fs::temp_directory_path().string());
  std::vector<Answer> answers;
  std::vector<std::unique_ptr<WorkerProcess>> processes;
  const auto note_failure = [](Answer& answer, const std::exception& failure) {
    const auto errors = last_line(answer.command.errors_to);
    answer.problem = failure.what() + (errors.empty() ? "" : "; its last words: " + errors);
  };
  for (auto& worker : workers) {
    worker.errors_to = folder + "/" + std::to_string(answers.size());
    answers.push_back({std::move(worker), std::nullopt, {}});
    processes.emplace_back();
    try {
      processes.back() = std::make_unique<WorkerProcess>(answers.back().command);
    } catch (const std::exception& failure) {
      note_failure(answers.back(), failure);
    }
  }
  for (std::size_t k = 0; k < answers.size(); ++k) {
    if (processes[k]) try {
        answers[k].fingerprint = hello_of(*processes[k], patience);
      } catch (const std::exception& failure) {
        processes[k].reset();
        note_failure(answers[k], failure);
      }
  }
  fs::remove_all(folder);
  return answers;
}

void print_table(const std::vector<Answer>& answers) {
  std::vector<std::vector<std::string>> rows{
      {"worker", "torch", "calls itself", "Python", "ABI", "compiler", "cores", "CPU", "ends families by"}};
  for (const auto& answer : answers)
    if (const auto& is = answer.fingerprint)
      rows.push_back({answer.command.name, is->torch.text(), is->torch_calls_itself, is->python,
                      is->cxx11_abi ? "C++11" : "old", is->compiler, std::to_string(is->cores), is->cpu,
                      is->family_kill});
  std::vector<std::size_t> widths(rows[0].size());
  for (const auto& row : rows)
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
  for (const auto& row : rows) {
    if (rows.size() == 1) break;
    std::string line;
    for (std::size_t k = 0; k < row.size(); ++k) line += fmt::format("{:<{}}  ", row[k], widths[k]);
    print(line.substr(0, line.find_last_not_of(' ') + 1) + "\n");
  }
  for (const auto& answer : answers)
    if (!answer.fingerprint)
      print(fmt::format("{} does not answer\n  command  {}\n  problem  {}\n", answer.command.name,
                        shell_words(answer.command.command), answer.problem));
}

void print_json(const std::vector<Answer>& answers) {
  Json all = Json::array();
  for (const auto& answer : answers) {
    Json command = Json::array();
    for (const auto& word : answer.command.command) command.push_back(json_from_bytes(word));
    all.push_back({{"worker", json_from_bytes(answer.command.name)},
                   {"command", command},
                   {"answers", answer.fingerprint.has_value()},
                   {"fingerprint", answer.fingerprint ? to_json(*answer.fingerprint) : Json()},
                   {"problem", json_from_bytes(answer.problem)}});
  }
  print(all.dump(1) + "\n");
}

int list_workers(const WorkersCommand& options) {
  const auto workers = all_workers(options.file);
  if (workers.empty()) {
    note("jit_probe: there is no worker; `./run build` makes them\n");
    return nothing_selected;
  }
  const auto answers = ask(workers, std::chrono::seconds(options.timeout));
  options.format == "json" ? print_json(answers) : print_table(answers);
  const bool all_answer =
      std::ranges::all_of(answers, [](const auto& answer) { return answer.fingerprint.has_value(); });
  return all_answer ? all_as_expected : something_unexpected;
}

}  // namespace

std::vector<WorkerCommand> find_workers(const std::vector<std::string>& names, const std::string& file) {
  auto workers = all_workers(file);
  if (names.empty()) return workers;
  std::vector<WorkerCommand> chosen;
  for (const auto& name : names) {
    const auto found = std::ranges::find(workers, name, &WorkerCommand::name);
    if (found == workers.end()) {
      std::vector<std::string_view> known;
      for (const auto& worker : workers) known.push_back(worker.name);
      throw UsageError("there is no worker '" + name + "': " + did_you_mean(name, known) +
                       "`jit_probe workers` lists those there are");
    }
    if (!std::ranges::count(chosen, name, &WorkerCommand::name)) chosen.push_back(*found);
  }
  return chosen;
}

void add_workers_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<WorkersCommand>();
  auto* command = program.add_subcommand("workers", "Lists the workers with torch, Python, ABI, compiler and CPU");
  command->add_option("--workers", options->file, "file with more workers (default: workers.toml)")->type_name("FILE");
  command->add_option("--timeout", options->timeout, "seconds to wait for an answer")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--format", options->format, "terminal or json")
      ->check(CLI::IsMember({"terminal", "json"}))
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = list_workers(*options); });
}

}  // namespace dy2stat
