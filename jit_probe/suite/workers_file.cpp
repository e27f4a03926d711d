// Reading workers.toml.
#include "jit_probe/suite/workers_file.hpp"

#include <algorithm>

#include "jit_probe/suite/toml_reader.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> read_environment(TomlReader& reader, const toml::table& table) {
  std::vector<std::string> words;
  const auto* environment = reader.table(table, "environment");
  if (!environment) return {};
  for (const auto& [name, value] : *environment)
    if (const auto text = value.value_exact<std::string>())
      words.push_back(std::string(name.str()) + "=" + *text);
    else
      reader.problem(value, "'" + std::string(name.str()) + "' is no string", "put it in quotation marks");
  if (!words.empty()) words.insert(words.begin(), "env");
  return words;
}

WorkerEntry read_worker(TomlReader& reader, const toml::table& table, const fs::path& folder) {
  reader.only_keys(table, {"name", "command", "environment"});
  WorkerEntry worker;
  worker.name = reader.text(table, "name", Need::required);
  if (worker.name.find_first_of(", \t\n") != std::string::npos)
    reader.problem(*table.get("name"), "'" + worker.name + "' cannot be named by --worker",
                   "leave out commas and spaces");
  worker.command = read_environment(reader, table);
  auto command = texts_of(reader.texts(table, "command", Need::required));
  const auto* node = table.get("command");
  if (node && node->is_array() && node->as_array()->empty())
    reader.problem(*node, "'command' is empty", "name the program and what it is given");
  if (!command.empty() && command[0].find('/') != std::string::npos && fs::path(command[0]).is_relative())
    command[0] = (folder / command[0]).string();
  worker.command.insert(worker.command.end(), command.begin(), command.end());
  return worker;
}

}  // namespace

std::vector<WorkerEntry> read_workers_file(const fs::path& file, Problems& problems) {
  std::vector<WorkerEntry> workers;
  const auto content = read_toml(file, problems);
  if (!content) return workers;
  TomlReader reader(file.string(), problems);
  reader.only_keys(*content, {"worker"});
  const auto folder = fs::absolute(file).parent_path();
  for (const auto* table : reader.tables(*content, "worker")) {
    auto worker = read_worker(reader, *table, folder);
    if (!worker.name.empty() && std::ranges::count(workers, worker.name, &WorkerEntry::name))
      reader.problem(*table->get("name"), "there are two workers '" + worker.name + "'", "rename one of them");
    workers.push_back(std::move(worker));
  }
  return workers;
}

}  // namespace dy2stat
