// `jit_probe report`: a run in the format that another program or a document wants.
#include "jit_probe/cli/report.hpp"

#include <unistd.h>

#include <algorithm>
#include <memory>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/render/junit.hpp"
#include "jit_probe/suite/mechanisms.hpp"

namespace dy2stat {
namespace {

struct ReportCommand {
  std::string format, colour;
  std::vector<std::string> runs;
};

std::map<std::string, std::string> mechanism_titles(const std::vector<Record>& records) {
  std::map<std::string, std::string> titles;
  std::map<std::filesystem::path, std::map<std::string, Mechanism>> read;
  for (const auto& record : records) {
    if (!record.expected || record.expected->mechanism.empty() || titles.contains(record.expected->mechanism)) continue;
    const auto file = mechanisms_file_for(record.expected->at);
    if (!read.contains(file)) read[file] = explained_mechanisms(file);
    titles[record.expected->mechanism] = read[file][record.expected->mechanism].title;
  }
  return titles;
}

int print_report(ReportCommand options) {
  check_report_format(options.format);
  if (options.runs.empty()) options.runs = {"latest"};
  const bool colour = wants_colour(options.colour, STDOUT_FILENO);
  print(report_text(read_runs(options.runs).records, options.format, colour));
  return all_as_expected;
}

}  // namespace

std::vector<Table> tables_of(const std::vector<Record>& records, TableBy by) {
  return {verdict_table(records, by), mechanism_table(records, mechanism_titles(records))};
}

std::vector<Table> with_rows(std::vector<Table> tables) {
  std::erase_if(tables, [](const Table& table) {
    return std::ranges::all_of(table.groups, [](const RowGroup& group) { return group.rows.empty(); });
  });
  return tables;
}

void check_report_format(const std::string& word) {
  if (word == "junit") return;
  try {
    table_format_from(word);
  } catch (const UnknownWord&) {
    throw UsageError("'" + word + "' is no format of a report; there are terminal, markdown, csv, json, latex, junit");
  }
}

std::string report_text(const std::vector<Record>& records, const std::string& format, bool colour) {
  if (format == "junit") return junit_report(records);
  const auto chosen = table_format_from(format);
  // Comma-separated values hold one table.
  if (chosen == TableFormat::csv) return render_tables({verdict_table(records, TableBy::category)}, chosen);
  auto tables = tables_of(records, TableBy::category);
  if (chosen != TableFormat::json) tables = with_rows(std::move(tables));
  return render_tables(tables, chosen, colour);
}

void add_report_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<ReportCommand>();
  auto* command = program.add_subcommand("report", "Prints a run as terminal, markdown, csv, json, latex or junit");
  command->add_option("FORMAT", options->format, "terminal, markdown, csv, json, latex or junit")->required();
  command->add_option("RUN", options->runs, "a run; several are the shards of one (default: latest)");
  add_colour_option(*command, options->colour);
  command->callback([options, &exit_code] { exit_code = print_report(*options); });
}

}  // namespace dy2stat
