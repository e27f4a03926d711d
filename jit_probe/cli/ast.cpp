// `jit_probe ast`: how a program looks to our own syntax tree, and what the passes make of it.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/repeatable_option.hpp"
#include "jit_probe/cli/selection.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/cli/target.hpp"
#include "jit_probe/cli/workers.hpp"
#include "jit_probe/render/lowering.hpp"
#include "jit_probe/schedule/schedule.hpp"
#include "jit_probe/suite/nearest.hpp"

namespace dy2stat {
namespace {

struct AstCommand {
  std::string target, worker, workers_file, source_tree, svg, after;
  std::vector<std::string> sections, only;
  bool diff = false, timeline = false;
  bool lowered() const { return diff || timeline || !after.empty() || !only.empty(); }
};

// A file, file.py:ENTRY, package.module:ENTRY or a case's folder.
CaseRequest request_of(const AstCommand& options) {
  RunOptions selected;
  selected.paths = {options.target};
  selected.source_tree = options.source_tree;
  selected.may_lack_inputs = true;
  require_utf8(selected);
  if (options.target.ends_with(".py") && !is_target(options.target)) return file_request(options.target);
  const auto selection = select(selected);
  if (selection.items.size() != 1)
    throw UsageError("'" + options.target + "' is " + std::to_string(selection.items.size()) + " cases: name one");
  return selection.items.front().request;
}

std::vector<std::string> checked_sections(const AstCommand& options) {
  for (const auto& section : options.sections) {
    const std::vector<std::string_view> known(std::begin(syntax_sections), std::end(syntax_sections));
    if (!std::ranges::count(known, section))
      throw UsageError("there is no section '" + section + "': " + did_you_mean(section, known) +
                       "there are source, tree, scopes, flow, dot");
  }
  auto sections = options.sections;
  if (sections.empty() && options.svg.empty() && !options.lowered()) sections = {"tree", "scopes", "flow"};
  if (!options.svg.empty()) sections.push_back("dot");
  return sections;
}

WorkerCommand worker_for(const AstCommand& options) {
  const auto names = options.worker.empty() ? std::vector<std::string>() : std::vector{options.worker};
  const auto workers = find_workers(names, options.workers_file);
  if (workers.empty()) throw UsageError("there is no worker to ask; `./run build` makes them");
  return workers.back();
}

// Has Graphviz draw the graph.
void draw(const std::string& dot, const std::string& svg) {
  const auto command = shell_words({"dot", "-Tsvg", "-o", svg});
  auto* pipe = ::popen(command.c_str(), "w");
  if (!pipe) throw UsageError("`dot` cannot be started");
  std::fwrite(dot.data(), 1, dot.size(), pipe);
  if (::pclose(pipe) != 0)
    throw UsageError("`" + command +
                     "` failed: install Graphviz (Debian's package graphviz), see that the file can be " +
                     "written, or take --section dot");
}

void show(const AstCommand& options, const std::vector<std::string>& sections, const Syntax& syntax) {
  auto texts = syntax.texts;
  if (!options.svg.empty()) {
    draw(texts.back(), options.svg);
    texts.pop_back();
  }
  for (std::size_t k = 0; k < texts.size(); ++k) {
    if (texts.size() > 1) print((k ? "\n" : "") + sections[k] + "\n\n");
    print(texts[k]);
  }
}

void show_lowered(const AstCommand& options, const Syntax& syntax) {
  if (options.diff) print(lowering_diff_text(syntax.steps));
  if (options.diff && options.timeline) print("\n");
  if (options.timeline) print(lowering_timeline_text(syntax.steps));
  if (!options.diff && !options.timeline) print(syntax.steps.back().source);
  for (const auto& step : syntax.steps)
    for (const auto& left : step.left) note("{} left as it is: {}\n", step.key, left);
}

int look(const AstCommand& options) {
  auto request = request_of(options);
  const auto sections = checked_sections(options);
  request.engines = {no_engine};
  request.own_engines.clear();
  request.syntax = SyntaxOptions{sections, options.lowered(), options.after, options.only};
  int exit_code = internal_error;
  ScheduleEvents events;
  events.hello = [](const std::string&, const Fingerprint&) {};
  events.syntax = [&](const Syntax& answer) {
    exit_code = answer.failure.empty() ? all_as_expected : usage_error;
    if (!answer.failure.empty()) return note("jit_probe: {}\n", answer.failure);
    show(options, sections, answer);
    if (options.lowered()) show_lowered(options, answer);
  };
  events.worker_failed = [](const WorkerFailed& failure) { note("jit_probe: {}\n", failure.what()); };
  interrupt_on_signals();
  run_schedule({{worker_for(options), {request}}}, 1, interrupted, events);
  return interrupted ? interrupted_by_user : exit_code;
}

}  // namespace

void add_ast_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<AstCommand>();
  auto* command = program.add_subcommand(
      "ast", "Shows a program's syntax tree, scopes and flow graphs, and what passes make of it");
  command->add_option("TARGET", options->target, "file.py, file.py:ENTRY, package.module:ENTRY or a case's folder")
      ->required();
  add_repeatable(*command, "--section", options->sections,
                 "source (printed from the tree), tree, scopes, flow, dot (default: tree, scopes and flow)")
      ->delimiter(',');
  command->add_option("--svg", options->svg, "draw the flow graphs into this file, by Graphviz's dot")
      ->type_name("FILE");
  command->add_option("--after", options->after, "run the passes up to this one and print the program")
      ->type_name("PASS");
  add_repeatable(*command, "--only", options->only, "run these passes alone")->delimiter(',')->type_name("PASS");
  command->add_flag("--diff", options->diff, "what each pass changed, instead of the program after all");
  command->add_flag("--timeline", options->timeline, "each pass's time, and the program's size after it");
  command->add_option("--path", options->source_tree, "a folder of sources that TARGET is in")->type_name("DIR");
  command->add_option("--worker", options->worker, "the worker whose Python parses it (default: the last of all)")
      ->type_name("WORKER");
  command->add_option("--workers", options->workers_file, "file with more workers (default: workers.toml)")
      ->type_name("FILE");
  command->footer(
      "Examples: jit_probe ast torch.nn.modules.linear:Linear.forward --section flow\n"
      "          jit_probe ast cases/control_flow/early_return --after return_statements\n\n"
      "Exit code 2: Python refuses the source, or it has no such entry, or there is no such pass.");
  command->callback([options, &exit_code] { exit_code = look(*options); });
}

}  // namespace dy2stat
