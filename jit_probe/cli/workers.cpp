// `jit_probe workers`: lists the workers and says what is wrong with one that does not answer.
#include "jit_probe/cli/workers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "jit_probe/cli/commands.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

int list_workers() {
  const auto workers = find_workers({});
  if (workers.empty()) {
    fmt::print(stderr, "jit_probe: there is no worker; ./run build makes them\n");
    return nothing_selected;
  }
  int exit_code = all_as_expected;
  for (const auto& command : workers) {
    try {
      WorkerProcess worker(command);
      const auto is = worker.hello();
      fmt::print("{}  torch {} (calls itself {})  Python {}  {} ABI  {}  {} cores of {}  ends families by {}\n",
                 is.worker, is.torch.text(), is.torch_calls_itself, is.python, is.cxx11_abi ? "C++11" : "old",
                 is.compiler, is.cores, is.cpu, is.family_kill);
    } catch (const std::exception& error) {
      fmt::print("{}  does not answer: {}\n", command.name, error.what());
      exit_code = something_unexpected;
    }
  }
  return exit_code;
}

}  // namespace

std::vector<WorkerCommand> find_workers(const std::vector<std::string>& names) {
  const auto build = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  std::vector<WorkerCommand> workers;
  for (const auto& item : fs::directory_iterator(build)) {
    const auto program = item.path() / "bin" / "jit_probe_worker";
    if (fs::exists(program)) workers.push_back({item.path().filename().string(), {program.string()}});
  }
  std::ranges::sort(workers, {}, &WorkerCommand::name);
  if (names.empty()) return workers;
  std::vector<WorkerCommand> chosen;
  for (const auto& name : names) {
    const auto found = std::ranges::find(workers, name, &WorkerCommand::name);
    if (found == workers.end())
      throw std::invalid_argument("there is no worker '" + name + "'; `jit_probe workers` lists them");
    chosen.push_back(*found);
  }
  return chosen;
}

void add_workers_command(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand("workers", "Lists the workers with torch, Python, ABI, compiler and CPU");
  command->callback([&exit_code] { exit_code = list_workers(); });
}

}  // namespace dy2stat
