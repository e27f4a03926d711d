// Writing Google Benchmark's JSON.
#include "jit_probe/render/google_benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

// compare.py aligns by name and splits nothing; spaces would need quoting in its filters.
std::string without_spaces(std::string text) {
  std::ranges::replace(text, ' ', '_');
  return text;
}

std::string name_of(const Benchmark& benchmark, const Series& series) {
  auto name = benchmark.case_name + "/" + benchmark.engine + "/" + benchmark.worker + "/" + benchmark.mode;
  if (benchmark.threads != 1) name += fmt::format("/threads:{}", benchmark.threads);
  if (benchmark.size) name += fmt::format("/{}", *benchmark.size);
  return without_spaces(name + "/" + std::string(name_of(series.way)));
}

Json line_of(const std::string& name, int family, const Series& series) {
  return {{"name", name},
          {"family_index", family},
          {"per_family_instance_index", 0},
          {"run_name", name},
          {"run_type", "iteration"},
          {"repetitions", series.samples.size()},
          {"threads", 1},
          {"iterations", series.calls_a_round},
          {"time_unit", "ns"}};
}

void add_repetitions(Json& lines, const std::string& name, int family, const Series& series) {
  for (std::size_t round = 0; round < series.samples.size(); ++round) {
    auto line = line_of(name, family, series);
    line["repetition_index"] = round;
    line["real_time"] = line["cpu_time"] = series.samples[round] * 1e9;
    lines.push_back(std::move(line));
  }
  auto median = line_of(name + "_median", family, series);
  median["run_name"] = name;
  median["run_type"] = "aggregate";
  median["aggregate_name"] = "median";
  median["aggregate_unit"] = "time";
  median["real_time"] = median["cpu_time"] = statistics::median(series.samples) * 1e9;
  lines.push_back(std::move(median));
}

}  // namespace

Json google_benchmark_json(const std::vector<Benchmark>& benchmarks, const RunDescription& description) {
  Json context{{"date", description.started},
               {"executable", "jit_probe bench"},
               {"cpu_time", "as real_time: wall-clock time"},
               {"library_build_type", "release"},
               {"caches", Json::array()}};
  for (const auto& [name, worker] : description.workers) {
    context["num_cpus"] = worker.cores;
    context["workers"][name] = to_json(worker);
  }
  Json lines = Json::array();
  int family = 0;
  for (const auto& benchmark : benchmarks)
    for (const auto& series : benchmark.series) add_repetitions(lines, name_of(benchmark, series), family++, series);
  return {{"context", context}, {"benchmarks", lines}};
}

}  // namespace dy2stat
