// Which benchmark runs a RUN on the command line means, and how they are printed.
#pragma once

#include <filesystem>
#include <string>

#include "jit_probe/record/bench_folder.hpp"

namespace dy2stat {

// The folder that `word` means: a benchmark run's folder, the name of one in runs/, or `latest-bench`. Throws NoRun.
std::filesystem::path find_bench_run(const std::string& word);

// Which tables are printed of a benchmark run.
enum class BenchTables { all, latency, cost };

// Prints them on stdout in that format. As comma-separated values each worker's table goes by itself; there `all` is
// latency.
void print_bench_tables(const BenchRun& run, const std::string& format, BenchTables which, const std::string& colour);

}  // namespace dy2stat
