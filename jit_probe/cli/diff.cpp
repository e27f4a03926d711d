// `jit_probe diff`: what changed between two runs, or between two workers.

#include <memory>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/select_records.hpp"
#include "jit_probe/render/diff.hpp"

namespace dy2stat {
namespace {

struct DiffCommand {
  std::vector<std::string> runs, between;
  std::string format = "terminal", colour;
  DiffOptions diff;
};

// One side of the comparison; of the run only its folders are kept, from which blobs are read.
struct Side {
  Run run;
  std::vector<Outline> outlines;
};

Side read_side(const std::vector<std::string>& words) {
  Side side;
  for (const auto& word : words) side.run.folders.push_back(find_run(word));
  warn_of_cut_off(side.run.folders);
  side.outlines = read_outlines(side.run.folders);
  return side;
}

GraphText text_from(const Side& side) {
  return
      [&side](const GraphOutline& graph) { return graph.is_blob ? side.run.blob(graph.canonical) : graph.canonical; };
}

int print_diff(DiffCommand options) {
  const auto format = diff_format_from(options.format);
  if (options.between.empty() && options.runs.size() != 2) {
    note("jit_probe: diff takes two runs (the shards of one joined by commas), or --between WORKER WORKER\n");
    return usage_error;
  }
  if (options.runs.empty()) options.runs = {"latest"};
  auto before = read_side(options.between.empty() ? shards_of(options.runs[0]) : options.runs);
  Side after;
  if (options.between.empty()) {
    after = read_side(shards_of(options.runs[1]));
    options.diff.before_name = options.runs[0];
    options.diff.after_name = options.runs[1];
  } else {
    after.run.folders = before.run.folders;
    after.outlines = of_worker(before.outlines, options.between[1]);
    before.outlines = of_worker(before.outlines, options.between[0]);
    options.diff.before_name = options.between[0];
    options.diff.after_name = options.between[1];
  }
  options.diff.colour = wants_colour(options.colour, 1);
  const auto diff = diff_of(std::move(before.outlines), std::move(after.outlines));
  print(render_diff(diff, format, options.diff, text_from(before), text_from(after)));
  return is_same(diff, options.diff.verdicts_only) ? all_as_expected : something_unexpected;
}

}  // namespace

void add_diff_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<DiffCommand>();
  auto* command = program.add_subcommand(
      "diff",
      "Prints what changed between two runs, or two workers of one: verdicts, errors, graphs, operators, schemas");
  command->add_option("RUN", options->runs, "two runs; with --between one, or its shards (default: latest)");
  command
      ->add_option("--between", options->between,
                   "two workers whose records are compared, e.g. torch-1.13.1 torch-2.13.0")
      ->expected(2);
  command->add_option("--format", options->format, "terminal, markdown or json")->capture_default_str();
  command->add_option("--graphs", options->diff.graphs, "how many changed graphs are printed as unified differences")
      ->capture_default_str();
  command->add_flag("--verdicts-only", options->diff.verdicts_only, "look at verdicts alone");
  add_colour_option(*command, options->colour);
  command->footer("Exit code: 0 nothing changed, 1 something changed, 2 usage.");
  command->callback([options, &exit_code] { exit_code = print_diff(*options); });
}

}  // namespace dy2stat
