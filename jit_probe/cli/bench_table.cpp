// `jit_probe bench table`: prints a benchmark run again.
#include <memory>

#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/bench_table.hpp"
#include "jit_probe/render/google_benchmark.hpp"

namespace dy2stat {
namespace {

struct BenchTableCommand {
  std::string run = "latest-bench", format = "terminal", table = "all", google_benchmark, colour;
};

int print_table(const BenchTableCommand& options) {
  const auto run = read_bench_run(find_bench_run(options.run));
  const auto which = options.table == "cost"      ? BenchTables::cost
                     : options.table == "latency" ? BenchTables::latency
                                                  : BenchTables::all;
  print_bench_tables(run, options.format, which, options.colour);
  if (!options.google_benchmark.empty())
    write_atomically(options.google_benchmark, google_benchmark_json(run.benchmarks, run.description).dump(1) + "\n");
  std::fflush(stdout);
  note("{}", failures_text(run.benchmarks));
  return all_as_expected;
}

}  // namespace

void add_bench_table_command(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<BenchTableCommand>();
  auto* command = bench.add_subcommand("table", "Prints a benchmark run again");
  command->add_option("RUN", options->run, "a benchmark run")->capture_default_str();
  command->add_option("--format", options->format, "terminal, markdown, csv, json or latex")
      ->check(CLI::IsMember({"terminal", "markdown", "csv", "json", "latex"}))
      ->capture_default_str();
  command->add_option("--table", options->table, "all, latency or cost; csv: latency or cost")
      ->check(CLI::IsMember({"all", "latency", "cost"}))
      ->capture_default_str();
  command->add_option("--google-benchmark", options->google_benchmark, "also writes what its compare.py reads")
      ->type_name("FILE");
  add_colour_option(*command, options->colour);
  command->callback([options, &exit_code] { exit_code = print_table(*options); });
}

}  // namespace dy2stat
