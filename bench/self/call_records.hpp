// What call records cost: added to a call at either level, and against torch.profiler.
#pragma once

#include <filesystem>
#include <vector>

#include "bench/self/figure.hpp"
#include "bench/self/setting.hpp"

namespace dy2stat::bench {

// Measures by the Python of every worker that is built, and prints a table of what was measured beside the figures.
// `build` holds the workers' folders; `program` is call_records.py.
std::vector<Figure> measure_call_records(const Setting& setting, const std::filesystem::path& build,
                                         const std::filesystem::path& program);

// The figures of what that program printed for a worker; it compares with the profiler only for torch 2.
std::vector<Figure> call_record_figures(const std::string& worker, const std::string& printed);

}  // namespace dy2stat::bench
