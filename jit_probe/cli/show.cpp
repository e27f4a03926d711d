// `jit_probe show`: the records of a case in full.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/repeatable_option.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/select_records.hpp"
#include "jit_probe/render/show.hpp"
#include "jit_probe/suite/mechanisms.hpp"

namespace dy2stat {
namespace {

struct ShowCommand {
  RecordSelection selection;
  std::vector<std::string> runs;
  std::string colour;
  ShowOptions show;
};

// Columns of the terminal on stdout, or what the variable COLUMNS says.
std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const auto* columns = std::getenv("COLUMNS");
  const auto width = columns ? std::strtoul(columns, nullptr, 10) : 0;
  return width >= 40 ? width : 100;
}

std::string shown(const Run& run, const Record& record, ShowOptions options) {
  options.rerun = bytes_from_json(record.making.value("/program/again"_json_pointer, Json("")));
  if (record.expected && !record.expected->mechanism.empty()) {
    const auto mechanisms = explained_mechanisms(mechanisms_file_for(record.expected->at));
    if (const auto found = mechanisms.find(record.expected->mechanism); found != mechanisms.end()) {
      options.mechanism_title = found->second.title;
      options.mechanism_text = found->second.text + "\n" + found->second.since;
    }
  }
  return show_record(run, record, options);
}

int show(ShowCommand options) {
  for (const auto& section : options.show.sections) check_section(section);
  if (options.runs.empty()) options.runs = {"latest"};
  const auto run = read_runs(options.runs);
  options.show.colour = wants_colour(options.colour, STDOUT_FILENO);
  options.show.width = terminal_width();
  bool first = true;
  for (const auto* record : select_records(run, options.selection)) {
    const auto text = reading(*record, [&](const Record& read) { return shown(run, read, options.show); });
    print((std::exchange(first, false) ? "" : "\n\n") + text);
  }
  return all_as_expected;
}

}  // namespace

void add_show_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<ShowCommand>();
  auto* command = program.add_subcommand(
      "show", "Shows a case's records: source beside graph, code, schema, names, differences, error, expectation");
  command->add_option("CASE", options->selection.case_name, "the case: control_flow/early_return, or its end")
      ->required();
  command->add_option("RUN", options->runs, "a run; several are the shards of one (default: latest)");
  add_repeatable(*command, "--engine", options->selection.engines, "engines (default: all)")->delimiter(',');
  add_repeatable(*command, "--worker", options->selection.workers, "workers (default: all)")->delimiter(',');
  add_repeatable(
      *command, "--section", options->show.sections,
      "source, graph, inlined, code, schema, closure, names, tree, making, optimised, methods, ranges, lines, "
      "differences, error, expectation or all (default: all but the long ones)")
      ->delimiter(',');
  add_colour_option(*command, options->colour);
  command->callback([options, &exit_code] { exit_code = show(*options); });
}

}  // namespace dy2stat
