// Finding and printing benchmark runs.
#include "jit_probe/cli/bench_runs.hpp"

#include <unistd.h>

#include <algorithm>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/render/bench_agreement.hpp"
#include "jit_probe/render/bench_sweep.hpp"
#include "jit_probe/render/bench_table.hpp"
#include "jit_probe/render/google_benchmark_console.hpp"

namespace dy2stat {

namespace {

std::vector<Table> tables_of(const BenchRun& run, BenchTables which) {
  using enum BenchTables;
  const auto wanted = [&](BenchTables tables) { return which == all || which == tables; };
  std::vector<Table> tables;
  if (wanted(latency)) tables = latency_tables(run.benchmarks, run.description.workers);
  if (auto table = agreement_table(run.benchmarks); wanted(agreement) && !table.groups[0].rows.empty())
    tables.push_back(std::move(table));
  if (wanted(sizes) && !sweeps_of(run.benchmarks).empty()) tables.push_back(overtaking_table(run.benchmarks));
  if (wanted(cost)) std::ranges::move(cost_tables(run.benchmarks, run.description.workers), std::back_inserter(tables));
  return tables;
}

}  // namespace

std::filesystem::path find_bench_run(const std::string& word) {
  if (is_bench_run(word)) return word;
  if (const auto kept = runs_folder() / word; !word.empty() && is_bench_run(kept)) return kept;
  if (word == "latest-bench") throw NoRun("there is no benchmark run in runs/ yet; `jit_probe bench` makes one");
  throw NoRun("'" + word +
              "' is no benchmark run: name a folder that has a bench.jsonl, one of runs/, or latest-bench");
}

void print_bench_tables(const BenchRun& run, const std::string& format_word, BenchTables which,
                        const std::string& colour) {
  if (format_word == "google-benchmark") {
    note("{}", google_benchmark_context(run.description));
    return print(google_benchmark_console(run.benchmarks, wants_colour(colour, STDOUT_FILENO)));
  }
  const auto format = table_format_from(format_word);
  if (format == TableFormat::csv && which == BenchTables::all) which = BenchTables::latency;
  const auto tables = tables_of(run, which);
  if (format != TableFormat::csv) {
    // Of a single table they leave out the title, which here names the machine.
    if (tables.size() == 1 && format == TableFormat::terminal) print(tables[0].title + "\n\n");
    if (tables.size() == 1 && format == TableFormat::markdown) print("## " + tables[0].title + "\n\n");
    print(render_tables(tables, format, wants_colour(colour, STDOUT_FILENO)));
    return;
  }
  for (const auto& table : tables) print(render_tables({table}, format));
}

}  // namespace dy2stat
