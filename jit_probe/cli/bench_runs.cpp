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

namespace dy2stat {

std::filesystem::path find_bench_run(const std::string& word) {
  if (is_bench_run(word)) return word;
  if (const auto kept = runs_folder() / word; !word.empty() && is_bench_run(kept)) return kept;
  if (word == "latest-bench") throw NoRun("there is no benchmark run in runs/ yet; `jit_probe bench` makes one");
  throw NoRun("'" + word +
              "' is no benchmark run: name a folder that has a bench.jsonl, one of runs/, or latest-bench");
}

void print_bench_tables(const BenchRun& run, const std::string& format_word, BenchTables which,
                        const std::string& colour) {
  const auto format = table_format_from(format_word);
  std::vector<Table> tables;
  if (which != BenchTables::cost) tables = latency_tables(run.benchmarks, run.description.workers);
  const auto agreement = agreement_table(run.benchmarks);
  if (which == BenchTables::all && format != TableFormat::csv && !agreement.groups[0].rows.empty())
    tables.push_back(agreement);
  if (which == BenchTables::all && format != TableFormat::csv && !sweeps_of(run.benchmarks).empty())
    tables.push_back(overtaking_table(run.benchmarks));
  if (which == BenchTables::cost || (which == BenchTables::all && format != TableFormat::csv))
    std::ranges::move(cost_tables(run.benchmarks, run.description.workers), std::back_inserter(tables));
  if (format != TableFormat::csv) {
    print(render_tables(tables, format, wants_colour(colour, STDOUT_FILENO)));
    return;
  }
  for (const auto& table : tables) print(render_tables({table}, format));
}

}  // namespace dy2stat
