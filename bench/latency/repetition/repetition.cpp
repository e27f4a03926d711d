// A benchmark that is registered, run once and forgotten.
#include "bench/latency/repetition/repetition.hpp"

#include <benchmark/benchmark.h>

#include <vector>

namespace dy2stat::latency {
namespace {

class Collecting final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const auto calls = static_cast<double>(run.iterations);
      repetition = {run.real_accumulated_time / calls, run.cpu_accumulated_time / calls};
    }
  }

  Repetition repetition;
};

}  // namespace

Repetition repeat(std::int64_t untimed, std::int64_t calls, void (*call)(void*), void* what) {
  const auto body = [=](benchmark::State& state) {
    for (std::int64_t k = 0; k < untimed; ++k) call(what);
    for (auto _ : state) call(what);
  };
  benchmark::RegisterBenchmark("calls", body)
      ->Iterations(calls)
      ->Repetitions(1)
      ->MeasureProcessCPUTime()
      ->UseRealTime();
  Collecting reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::ClearRegisteredBenchmarks();
  return reporter.repetition;
}

}  // namespace dy2stat::latency
