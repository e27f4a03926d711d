// `jit_probe bench diff`: what became slower or faster between two benchmark runs, or two workers of one.
#include <unistd.h>

#include <memory>

#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/render/bench_diff_table.hpp"

namespace dy2stat {
namespace {

struct BenchDiffCommand {
  std::vector<std::string> runs, between;
  std::string format = "terminal", colour;
  BenchDiffOptions diff;
  bool all = false;
};

std::vector<Benchmark> of_worker(const std::vector<Benchmark>& benchmarks, const std::string& worker) {
  std::vector<Benchmark> chosen;
  for (const auto& benchmark : benchmarks)
    if (benchmark.worker == worker) chosen.push_back(benchmark);
  if (chosen.empty()) throw UsageError("nothing was measured of a worker '" + worker + "' in this run");
  return chosen;
}

int print_diff(BenchDiffCommand options) {
  const bool across = !options.between.empty();
  if (options.runs.empty() && across) options.runs = {"latest-bench"};
  if (options.runs.size() != (across ? 1u : 2u))
    throw UsageError("bench diff takes two benchmark runs, or one and --between WORKER WORKER");
  auto before = read_bench_run(find_bench_run(options.runs.front())).benchmarks;
  auto after = across ? before : read_bench_run(find_bench_run(options.runs.back())).benchmarks;
  auto names = across ? options.between : options.runs;
  if (across) {
    before = of_worker(before, names[0]);
    after = of_worker(after, names[1]);
  }
  const auto diff = bench_diff(before, after, options.diff, across);
  if (diff.comparisons.empty()) throw UsageError("nothing was measured in the same way on both sides");
  const auto table = bench_diff_table(diff, options.diff, names[0], names[1], options.all);
  print(render_tables({table}, table_format_from(options.format), wants_colour(options.colour, STDOUT_FILENO)));
  return has_regressed(diff) ? something_unexpected : all_as_expected;
}

}  // namespace

void add_bench_diff_command(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<BenchDiffCommand>();
  auto* command = bench.add_subcommand("diff", "Says what became slower or faster between two runs, or two workers");
  command->add_option("RUN", options->runs, "two benchmark runs; with --between one (default: latest-bench)");
  command->add_option("--between", options->between, "two workers of one run, e.g. torch-1.13.1 torch-2.13.0")
      ->expected(2);
  command->add_option("--factor", options->diff.factor, "a change by less than this factor is none")
      ->check(CLI::Range(1.0, 100.0))
      ->capture_default_str();
  command->add_option("--rate", options->diff.rate, "false alarms, in all comparisons together, at most")
      ->check(CLI::Range(1e-9, 0.5))
      ->capture_default_str();
  command->add_option("--format", options->format, "terminal, markdown, csv, json or latex")
      ->check(CLI::IsMember({"terminal", "markdown", "csv", "json", "latex"}))
      ->capture_default_str();
  command->add_flag("--all", options->all, "also what is unchanged");
  add_colour_option(*command, options->colour);
  command->footer("Exit code: 0 nothing regressed, 1 something regressed, 2 usage.");
  command->callback([options, &exit_code] { exit_code = print_diff(*options); });
}

}  // namespace dy2stat
