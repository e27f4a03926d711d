// Writing Google Benchmark's JSON.
#include "jit_probe/render/google_benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

constexpr double nanoseconds = 1e9;  // of a second

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Of a sample, as Google Benchmark computes it; 0 of a single value.
double deviation_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return values.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(values.size() - 1));
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
    line["real_time"] = series.samples[round] * nanoseconds;
    line["cpu_time"] = series.cpu_samples[round] * nanoseconds;
    lines.push_back(std::move(line));
  }
}

void add_aggregate(Json& lines, const std::string& name, int family, const Series& series, const Aggregate& aggregate) {
  auto line = line_of(name + "_" + aggregate.name, family, series);
  line["run_name"] = name;
  line["run_type"] = "aggregate";
  line["aggregate_name"] = aggregate.name;
  line["aggregate_unit"] = aggregate.is_share ? "percentage" : "time";
  line["iterations"] = series.samples.size();
  line["real_time"] = aggregate.real * (aggregate.is_share ? 1 : nanoseconds);
  line["cpu_time"] = aggregate.cpu * (aggregate.is_share ? 1 : nanoseconds);
  lines.push_back(std::move(line));
}

}  // namespace

std::string google_benchmark_name(const Benchmark& benchmark, const Series& series) {
  auto name = benchmark.case_name + "/" + benchmark.engine + "/" + benchmark.worker + "/" + benchmark.mode;
  if (benchmark.threads != 1) name += fmt::format("/threads:{}", benchmark.threads);
  if (!benchmark.dtype.empty()) name += "/" + benchmark.dtype;
  if (benchmark.inference_mode) name += "/inference_mode";
  if (benchmark.size) name += fmt::format("/{}", *benchmark.size);
  name += "/" + std::string(name_of(series.way));
  std::ranges::replace(name, ' ', '_');  // compare.py's filters would need them quoted
  return name;
}

std::vector<Aggregate> aggregates_of(const Series& series) {
  const auto &real = series.samples, &cpu = series.cpu_samples;
  if (real.empty() || cpu.size() != real.size()) return {};
  const auto share = [](const std::vector<double>& values) {
    const double mean = mean_of(values);
    return mean > 0 ? deviation_of(values) / mean : 0;
  };
  return {{"mean", false, mean_of(real), mean_of(cpu)},
          {"median", false, statistics::median(real), statistics::median(cpu)},
          {"stddev", false, deviation_of(real), deviation_of(cpu)},
          {"cv", true, share(real), share(cpu)}};
}

Json google_benchmark_json(const std::vector<Benchmark>& benchmarks, const RunDescription& description) {
  Json context{{"date", description.started},
               {"executable", "jit_probe bench"},
               {"cpu_time", "of the process that calls, all its threads together"},
               {"library_build_type", "release"},
               {"caches", Json::array()}};
  for (const auto& [name, worker] : description.workers) {
    context["num_cpus"] = worker.cores;
    context["workers"][name] = to_json(worker);
  }
  Json lines = Json::array();
  int family = 0;
  for (const auto& benchmark : benchmarks)
    for (const auto& series : benchmark.series) {
      const auto aggregates = aggregates_of(series);
      if (aggregates.empty()) continue;
      const auto name = google_benchmark_name(benchmark, series);
      add_repetitions(lines, name, family, series);
      for (const auto& aggregate : aggregates) add_aggregate(lines, name, family, series, aggregate);
      ++family;
    }
  return {{"context", context}, {"benchmarks", lines}};
}

}  // namespace dy2stat
