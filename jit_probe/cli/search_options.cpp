// Declaring the options of `jit_probe search`.
#include "jit_probe/cli/search_options.hpp"

#include <CLI/CLI.hpp>

#include "jit_probe/cli/selection_options.hpp"

namespace dy2stat {
namespace {

constexpr auto search_examples = R"(Examples:
  jit_probe search cases/control_flow                       script and trace, 200 inputs each
  jit_probe search CASE --engine trace --budget 5000 --seed 1
  jit_probe search CASE --repro found                       a Python file for each finding, which needs only torch
  jit_probe search CASE --save && jit_probe run CASE        what was found becomes input sets of the case
  jit_probe search model.py:Net --input 'torch.ones(1, 3)' --engine py:mine.py:capture

Inputs are made of the case's own by mutation, the same for the same seed. A finding is shown again by fresh processes
and made small before it is reported: `wrong`, `crashed` and `accepts` are counterexamples, `restricted` raises where
eager returns, `..._on_other_sizes` needs a size that the case neither has nor declares by dynamic_shapes().
Exit codes: 0 no counterexample, 1 one was found or a search failed, 2 usage, 3 internal error, 4 nothing selected,
130 interrupted.)";

}  // namespace

void add_search_options(CLI::App& command, SearchCommandOptions& options) {
  // Those that take inputs fast enough for hundreds of them.
  static constexpr std::string_view fast[] = {"script", "trace"};
  options.run.engines_by_default = fast;
  add_selection_options(command, "CASE", options.run);
  add_target_options(command, options.run);
  command.add_option("--budget", options.search.budget, "inputs that are tried for each case and engine")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  command.add_option("--seed", options.search.seed, "of the choice of inputs")->capture_default_str();
  command
      .add_option("--input-timeout", options.search.seconds_per_input, "seconds that one call may take before it hangs")
      ->check(CLI::Range(0.05, 3600.0))
      ->capture_default_str();
  command.add_option("--timeout", options.run.limits.timeout_seconds, "seconds that loading or capturing may take")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str();
  command.add_option("--memory", options.run.limits.memory_mib, "MiB a search may take above the worker itself")
      ->check(CLI::Range(1.0, 1e9))
      ->capture_default_str();
  command.add_option("-j", options.run.processes, "processes per worker")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command
      .add_option("--repro", options.repro, "writes a Python file that reproduces it for each finding; - prints them")
      ->type_name("DIR");
  command.add_flag("--save", options.save, "adds counterexamples to the case's inputs()");
  command.add_flag("--json", options.json, "prints each search as a line of JSON");
  command.get_formatter()->column_width(34);
  command.footer(search_examples);
}

}  // namespace dy2stat
