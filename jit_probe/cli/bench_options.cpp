// Declaring the options of `jit_probe bench`.
#include "jit_probe/cli/bench_options.hpp"

#include <CLI/CLI.hpp>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/selection_options.hpp"

namespace dy2stat {
namespace {

constexpr auto bench_examples = R"(Examples:
  jit_probe bench cases/models/pytorchcv_resnet          eager against each engine, on every worker
  jit_probe bench cases --sized --format markdown        all cases that define bench_inputs(n)
  jit_probe bench cases/control_flow --engine script --threads 1,2 --no-backward
  jit_probe bench table latest-bench --format latex      prints a run again
  jit_probe bench CASE --sweep && jit_probe bench plot   latency against size, as SVG and PNG
  jit_probe bench diff A B                               what became slower or faster; exit code 1 on a regression
  jit_probe bench model.py:Net --input 'torch.ones(1, 3)'  a program without a case
  jit_probe bench --resume                               goes on where Ctrl-C stopped the last run

Each figure is a ratio to eager, measured in turn with it in one process; the machine should be idle.
Exit codes: 0 all measured, 1 something failed, 2 usage, 3 internal error, 4 nothing selected, 130 interrupted.)";

void add_measure(CLI::App& command, BenchOptions& options) {
  auto& measure = options.measure;
  command.add_option("--threads", measure.threads, "threads within an operator, each number is measured")
      ->delimiter(',')
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command.add_option("--dtype", measure.dtype, "floating parameters and inputs become that, e.g. float64")
      ->type_name("DTYPE");
  command.add_flag("--inference-mode", measure.inference_mode, "forward only, under torch.inference_mode");
  command.add_flag("--no-backward", options.no_backward, "forward alone, also where there are gradients");
  command.add_flag("--agreement", measure.agreement,
                   "also by torch.utils.benchmark.Timer, and what a call of nothing takes");
  command.add_flag("--sweep", measure.sweep, "sizes 1, 2, 4 ... of bench_inputs(n), until a call takes 100 ms");
  command.add_option("--precision", measure.precision, "half the width of a ratio's interval, of the ratio")
      ->check(CLI::Range(0.0001, 1.0))
      ->capture_default_str();
  command.add_option("--round-seconds", measure.round_seconds, "what one side of a round takes at least")
      ->check(CLI::Range(1e-6, 60.0))
      ->capture_default_str();
  command.add_option("--rounds", measure.rounds, "rounds at first; more while the interval is too wide")
      ->check(CLI::Range(2, 100000))
      ->capture_default_str();
  command.add_option("--most-rounds", measure.most_rounds, "and no more than these")
      ->check(CLI::Range(2, 100000))
      ->capture_default_str();
  command
      .add_option("--timeout", options.run.limits.timeout_seconds, "seconds that one setting of one engine may take")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str();
  command.add_option("--memory", options.run.limits.memory_mib, "MiB it may take above the worker itself")
      ->check(CLI::Range(1.0, 1e9))
      ->capture_default_str();
}

void add_output(CLI::App& command, BenchOptions& options) {
  command.add_flag("--sized", options.sized_only, "only cases that define bench_inputs(n)");
  command.add_option("--out", options.run.out, "the run's folder (default: runs/bench-<UTC time>)")->type_name("DIR");
  command.add_flag("--resume", options.resume, "continues the run in --out (default: runs/latest-bench)");
  command
      .add_option("--format", options.format, "of the tables: terminal, markdown, csv, json, latex or google-benchmark")
      ->check(CLI::IsMember({"terminal", "markdown", "csv", "json", "latex", "google-benchmark"}))
      ->capture_default_str();
  command.add_option("--google-benchmark", options.google_benchmark, "also writes what its compare.py reads")
      ->type_name("FILE");
  add_colour_option(command, options.run.colour);
}

}  // namespace

BenchOptions default_bench_options() {
  BenchOptions options;
  options.run.limits.timeout_seconds = 120;
  options.run.engines_by_default = default_bench_engines();
  return options;
}

void add_bench_options(CLI::App& command, BenchOptions& options) {
  options = default_bench_options();
  add_selection_options(command, "CASE", options.run);
  add_target_options(command, options.run);
  add_measure(command, options);
  add_output(command, options);
  command.get_formatter()->column_width(34);
  command.footer(bench_examples);
}

Json to_json(const BenchOptions& options) {
  return {{"command", "bench"},
          {"selection", to_json(options.run)},
          {"measure", to_json(options.measure)},
          {"sized_only", options.sized_only}};
}

void continue_with(BenchOptions& options, const Json& of_the_run) {
  const auto defaults = default_bench_options();
  const auto& measure = of_the_run.at("measure");
  continue_with(options.run, of_the_run.at("selection"), defaults.run);
  refuse_other_options(to_json(options.measure), to_json(defaults.measure), measure);
  options.measure = benchmark_options_from_json(measure);
  refuse_other_options({{"sized_only", options.sized_only}}, {{"sized_only", false}}, of_the_run);
  of_the_run.at("sized_only").get_to(options.sized_only);
}

}  // namespace dy2stat
