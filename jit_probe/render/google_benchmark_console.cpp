// Handing benchmarks to Google Benchmark's reporter.
#include "jit_probe/render/google_benchmark_console.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "jit_probe/render/google_benchmark.hpp"

namespace dy2stat {
namespace {

using Reported = benchmark::BenchmarkReporter::Run;

class Console final : public benchmark::ConsoleReporter {
 public:
  Console(std::size_t name_width, bool colour, std::ostream& out) : ConsoleReporter(colour ? OO_Color : OO_None) {
    name_field_width_ = name_width;
    SetOutputStream(&out);
    SetErrorStream(&out);
  }
};

Reported run_of(const std::string& name, const Series& series, const Aggregate& aggregate) {
  Reported run;
  run.run_name.function_name = name;
  run.run_type = Reported::RT_Aggregate;
  run.aggregate_name = aggregate.name;
  run.aggregate_unit = aggregate.is_share ? benchmark::kPercentage : benchmark::kTime;
  run.repetitions = run.iterations = static_cast<std::int64_t>(series.samples.size());
  run.time_unit = benchmark::kNanosecond;
  // The reporter divides a time by the iterations, and leaves a share as it is.
  const double times = aggregate.is_share ? 1 : static_cast<double>(run.iterations);
  run.real_accumulated_time = aggregate.real * times;
  run.cpu_accumulated_time = aggregate.cpu * times;
  return run;
}

}  // namespace

std::string google_benchmark_console(const std::vector<Benchmark>& benchmarks, bool colour) {
  std::vector<Reported> runs;
  std::size_t width = 0;
  for (const auto& measured : benchmarks)
    for (const auto& series : measured.series)
      for (const auto& aggregate : aggregates_of(series)) {
        runs.push_back(run_of(google_benchmark_name(measured, series), series, aggregate));
        width = std::max(width, runs.back().benchmark_name().size());
      }
  std::ostringstream text;
  Console(width, colour, text).ReportRuns(runs);
  return std::move(text).str();
}

std::string google_benchmark_context(const RunDescription& description) {
  auto text = description.started + "\nRunning jit_probe bench\n";
  for (const auto& [name, worker] : description.workers)
    text += fmt::format("Run on ({} X {}), {}\n", worker.cores, worker.cpu, name);
  return text;
}

}  // namespace dy2stat
