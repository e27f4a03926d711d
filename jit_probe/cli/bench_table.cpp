// `jit_probe bench table`: prints a benchmark run again.
#include <algorithm>
#include <map>
#include <memory>

#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/output_file.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/repeatable_option.hpp"
#include "jit_probe/render/bench_table.hpp"
#include "jit_probe/render/google_benchmark.hpp"

namespace dy2stat {
namespace {

struct BenchTableCommand {
  std::string run = "latest-bench", format = "terminal", table = "all", google_benchmark, colour;
  std::vector<std::string> cases, workers;  // empty: all
};

const std::map<std::string, BenchTables> tables_by_name{{"all", BenchTables::all},
                                                        {"latency", BenchTables::latency},
                                                        {"cost", BenchTables::cost},
                                                        {"agreement", BenchTables::agreement},
                                                        {"sizes", BenchTables::sizes}};

// Leaves what is of one of the `wanted`. Throws UsageError for one of which there is nothing.
void keep_only(std::vector<Benchmark>& benchmarks, const char* what, std::string Benchmark::*field,
               const std::vector<std::string>& wanted) {
  for (const auto& one : wanted)
    if (!std::ranges::count(benchmarks, one, field))
      throw UsageError("nothing was measured of a " + std::string(what) + " '" + one + "' in this run");
  if (!wanted.empty())
    std::erase_if(benchmarks, [&](const auto& benchmark) { return !std::ranges::count(wanted, benchmark.*field); });
}

int print_table(const BenchTableCommand& options) {
  if (!options.google_benchmark.empty())
    prepare_output_file(options.google_benchmark, "--google-benchmark '" + options.google_benchmark + "'");
  auto run = read_bench_run(find_bench_run(options.run));
  keep_only(run.benchmarks, "case", &Benchmark::case_name, options.cases);
  keep_only(run.benchmarks, "worker", &Benchmark::worker, options.workers);
  print_bench_tables(run, options.format, tables_by_name.at(options.table), options.colour);
  if (!options.google_benchmark.empty())
    write_output_file(options.google_benchmark, google_benchmark_json(run.benchmarks, run.description).dump(1) + "\n");
  std::fflush(stdout);
  note("{}", failures_text(run.benchmarks));
  return all_as_expected;
}

}  // namespace

void add_bench_table_command(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<BenchTableCommand>();
  auto* command = bench.add_subcommand("table", "Prints a benchmark run again");
  command->add_option("RUN", options->run, "a benchmark run")->capture_default_str();
  command->add_option("--format", options->format, "terminal, markdown, csv, json, latex or google-benchmark")
      ->check(CLI::IsMember({"terminal", "markdown", "csv", "json", "latex", "google-benchmark"}))
      ->capture_default_str();
  command->add_option("--table", options->table, "all, latency, cost, agreement or sizes; csv: one of them")
      ->check(CLI::IsMember(tables_by_name))
      ->capture_default_str();
  add_repeatable(*command, "--case", options->cases, "only these cases, by their whole names")
      ->delimiter(',')
      ->type_name("NAME");
  add_repeatable(*command, "--worker", options->workers, "only these workers")->delimiter(',')->type_name("WORKER");
  command->add_option("--google-benchmark", options->google_benchmark, "also writes what its compare.py reads")
      ->type_name("FILE");
  add_colour_option(*command, options->colour);
  command->callback([options, &exit_code] { exit_code = print_table(*options); });
}

}  // namespace dy2stat
