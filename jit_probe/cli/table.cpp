// `jit_probe table`: the comparison tables of a run that is on disk.
#include <unistd.h>

#include <memory>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/report.hpp"
#include "jit_probe/cli/runs.hpp"

namespace dy2stat {
namespace {

struct TableCommand {
  std::vector<std::string> runs;
  std::string format = "terminal", by = "category", table, colour;
};

// The tables that are asked for; as comma-separated values the verdicts alone, if nothing is said.
std::vector<Table> chosen_tables(const TableCommand& options, TableFormat format, const std::vector<Record>& records) {
  auto tables = tables_of(records, table_by_from(options.by));
  const auto which = options.table.empty() ? (format == TableFormat::csv ? "verdicts" : "both") : options.table;
  if (which == "verdicts") return {std::move(tables[0])};
  if (which == "mechanisms") return {std::move(tables[1])};
  return options.table.empty() && format != TableFormat::json ? with_rows(std::move(tables)) : tables;
}

int print_table(TableCommand options) {
  const auto format = table_format_from(options.format);
  if (options.runs.empty()) options.runs = {"latest"};
  const auto run = read_runs(options.runs);
  const bool colour = wants_colour(options.colour, STDOUT_FILENO);
  print(render_tables(chosen_tables(options, format, run.records), format, colour));
  return all_as_expected;
}

}  // namespace

void add_table_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<TableCommand>();
  auto* command = program.add_subcommand(
      "table", "Prints the tables of a run: case by engine and torch, and mechanism by engine and torch");
  command->add_option("RUN", options->runs, "a run; several are the shards of one (default: latest)");
  command->add_option("--format", options->format, "terminal, markdown, csv, json or latex")->capture_default_str();
  command->add_option("--by", options->by, "category, tag, engine or torch")->capture_default_str();
  command->add_option("--table", options->table, "verdicts, mechanisms or both (default: both; csv: verdicts)")
      ->check(CLI::IsMember({"verdicts", "mechanisms", "both"}));
  add_colour_option(*command, options->colour);
  command->callback([options, &exit_code] { exit_code = print_table(*options); });
}

}  // namespace dy2stat
