// A benchmark run that is continued: what it has, and what it still lacks.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "jit_probe/cli/bench_options.hpp"
#include "jit_probe/cli/selection.hpp"
#include "jit_probe/record/bench_folder.hpp"
#include "jit_probe/schedule/schedule.hpp"

namespace dy2stat {

struct ContinuedBench {
  std::filesystem::path folder;  // empty: no run is continued
  BenchRun run;
};

// The run that `--resume` continues, whose options are taken over. Throws NoRun, UsageError, BadRecord.
ContinuedBench continued_bench(BenchOptions& options);

// What each selected program is made of, as run.json keeps it: a hash by the case's name.
Json program_hashes(const Selection& selection);

// Takes out what was measured of programs that have changed since, on disk too; returns their names.
std::set<std::string> forget_outdated(ContinuedBench& continued, const Selection& selection);

// Takes out of the queues whatever `measured` has; an engine that is measured in part keeps the rest of its settings.
void leave_out_measured(std::vector<WorkerQueue>& queues, const std::vector<Benchmark>& measured);

}  // namespace dy2stat
