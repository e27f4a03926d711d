// Declaring the options that select.
#include "jit_probe/cli/selection_options.hpp"

#include <CLI/CLI.hpp>

#include "jit_probe/cli/repeatable_option.hpp"

namespace dy2stat {
namespace {

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) text += (text.empty() ? "" : ",") + std::string(name);
  return text;
}

}  // namespace

void add_selection_options(CLI::App& command, const std::string& paths_name, RunOptions& options) {
  command.add_option(paths_name, options.paths,
                     "case folders, folders of them, or targets: file.py:ENTRY, module:ENTRY");
  add_repeatable(command, "--engine", options.engines,
                 "only these engines (default: " + listed(options.engines_by_default) +
                     "; all: every one; py:FILE.py:FUNCTION: your own)")
      ->delimiter(',')
      ->type_name("ENGINE");
  add_filter_options(command, options);
  command.add_option("--shard", options.shard, "only the i-th of n equal parts of the cases")->type_name("i/n");
}

void add_filter_options(CLI::App& command, RunOptions& options) {
  add_repeatable(command, "--worker", options.workers, "only these workers (default: all)")
      ->delimiter(',')
      ->type_name("WORKER");
  command.add_option("--workers", options.workers_file, "file with more workers (default: workers.toml)")
      ->type_name("FILE");
  add_repeatable(command, "--tag", options.tags, "only cases with this tag; repeated: with all of them")
      ->type_name("TAG");
  command.add_option("--filter", options.filter, "only cases whose name contains this");
}

void add_target_options(CLI::App& command, RunOptions& options) {
  command.add_option("--path", options.source_tree, "of a target: the folder whose .py files it needs")
      ->type_name("DIR");
  command
      .add_option("--init", options.init, "of a target: constructor arguments, '(3, 8)' or '((3,), {\"bias\": False})'")
      ->type_name("EXPRESSION");
  add_repeatable(command, "--input", options.inputs,
                 "of a target: one call's arguments; repeated: one more input set each")
      ->type_name("EXPRESSION");
}

}  // namespace dy2stat
