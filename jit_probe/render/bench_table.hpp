// What benchmarks say, as tables.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {

// Seconds as a person reads them: "12.3 us".
std::string seconds_text(double seconds);
// A ratio with its interval: "0.52 [0.51 0.54]".
std::string ratio_text(const Series& series);

// The benchmark's series of that way of calling; null if it was not measured.
const Series* series_of(const Benchmark& benchmark, Way way);
// The column of an engine's way of calling: "script", "script, C++", "script, loaded".
std::string column_name(const std::string& engine, Way way);

// A table a worker: a row a case and setting (mode, threads, size as far as they differ), eager's median in absolute
// time, then each engine's ratio to eager with its interval, a column for each way of calling. The least ratio of a row
// that is sure and below 1 is marked as best, or eager if none may be below 1; one whose interval is too wide is marked
// with "~". The titles name the machine.
std::vector<Table> latency_tables(const std::vector<Benchmark>& benchmarks,
                                  const std::map<std::string, Fingerprint>& workers);

// A table a worker: what capturing takes, what it leaves, and after how many calls it has paid for itself.
std::vector<Table> cost_tables(const std::vector<Benchmark>& benchmarks,
                               const std::map<std::string, Fingerprint>& workers);

// Case, engine, setting and reason of each benchmark that failed, a line each; empty if none did.
std::string failures_text(const std::vector<Benchmark>& benchmarks);

// The setting of a benchmark as far as it is not that of all others: "backward, 2 threads, n = 64"; may be empty.
std::string setting_text(const Benchmark& benchmark, const std::vector<Benchmark>& all);

}  // namespace dy2stat
