// Which benchmark runs a RUN on the command line means, and how they are printed.
#pragma once

#include <filesystem>
#include <string>

#include "jit_probe/record/bench_folder.hpp"

namespace dy2stat {

// The folder that `word` means: a benchmark run's folder, the name of one in runs/, or `latest-bench`. Throws NoRun.
std::filesystem::path find_bench_run(const std::string& word);

// Which tables are printed of a benchmark run. `sizes`: where a sweep says that captured is faster.
enum class BenchTables { all, latency, cost, agreement, sizes };

// Prints them on stdout in that format: one of tables, or "google-benchmark", which has but latencies. As
// comma-separated values each worker's table goes by itself; there `all` is latency.
void print_bench_tables(const BenchRun& run, const std::string& format, BenchTables which, const std::string& colour);

}  // namespace dy2stat
