// What call records cost: added to a call at either level, and against torch.profiler.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bench/self/figure.hpp"
#include "bench/self/setting.hpp"

namespace dy2stat::bench {

// Measures by the Python of every worker that is built, and prints a table of what was measured beside the figures.
// `build` holds the workers' folders; `program` is call_records.py.
std::vector<Figure> measure_call_records(const Setting& setting, const std::filesystem::path& build,
                                         const std::filesystem::path& program);

// A number that several processes measured: the median of theirs, and half of the distance between the two that enclose
// half of them.
struct Agreed {
  double median = 0, unsure = 0;
};

// A program as that measured it.
struct MeasuredProgram {
  std::string name;
  std::map<std::string, Agreed> numbers;  // by the keys of what call_records.py prints
};

// What several processes printed for one worker, put together. Throws std::runtime_error when one printed no figures.
struct CallRecordCosts {
  bool is_old_torch = false;
  std::vector<MeasuredProgram> programs;
};
CallRecordCosts call_record_costs(const std::vector<std::string>& printed);

// Their figures; what the profiler costs is compared for torch 2 only.
std::vector<Figure> call_record_figures(const std::string& worker, const CallRecordCosts& costs);

}  // namespace dy2stat::bench
