// `jit_probe table`: the comparison table of a run that is on disk.
#include <fmt/core.h>

#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {
namespace {

struct TableOptions {
  std::vector<std::string> runs;
  std::string format = "terminal", by = "category";
};

int print_table(const TableOptions& options) {
  try {
    const auto run = read_run({options.runs.begin(), options.runs.end()});
    const auto format = table_format_from(options.format);
    fmt::print("{}\n", render_table(run.records, format, table_by_from(options.by)));
    fmt::print("{}", render_table(mechanism_table(run.records), format));
    return all_as_expected;
  } catch (const UnknownWord& error) {
    fmt::print(stderr, "jit_probe: {}\n", error.what());
  } catch (const BadRecord& error) {
    fmt::print(stderr, "jit_probe: {}\n", error.what());
  }
  return usage_error;
}

}  // namespace

void add_table_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<TableOptions>();
  auto* command =
      program.add_subcommand("table", "Prints the tables of a run: case by engine and torch, and mechanism by engine");
  command->add_option("RUN", options->runs, "a run's folder; several are the shards of one run")->required();
  command->add_option("--format", options->format, "terminal, markdown, csv, json or latex")->capture_default_str();
  command->add_option("--by", options->by, "category, tag, engine or torch")->capture_default_str();
  command->callback([options, &exit_code] { exit_code = print_table(*options); });
}

}  // namespace dy2stat
