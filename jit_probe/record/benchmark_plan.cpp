// The order of settings.
#include "jit_probe/record/benchmark_plan.hpp"

#include <algorithm>

#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

constexpr double longest_call = 0.1;  // seconds
constexpr int greatest_size = 1 << 20;

// One mode with one number of threads: what of it is measured, and what comes next.
class Mode {
 public:
  Mode(const BenchmarkOptions& options, const std::vector<Benchmark>& measured, bool backward, int threads)
      : sweep_(options.sweep), backward_(backward), threads_(threads) {
    for (const auto& benchmark : measured)
      if (benchmark.threads == threads && (benchmark.mode != "forward") == backward) measured_.push_back(&benchmark);
  }

  std::optional<BenchmarkSetting> next() const {
    if (!sweep_) return measured_.empty() ? setting(std::nullopt) : std::nullopt;
    for (int size = 1; size <= greatest_size; size *= 2) {
      const auto found = std::ranges::find(measured_, std::optional(size), &Benchmark::size);
      if (found == measured_.end()) return setting(size);
      if (ends_sweep(**found)) break;
    }
    return std::nullopt;
  }

  bool differentiable() const { return std::ranges::any_of(measured_, &Benchmark::differentiable); }

 private:
  std::optional<BenchmarkSetting> setting(std::optional<int> size) const {
    return BenchmarkSetting{backward_, threads_, size};
  }

  static bool ends_sweep(const Benchmark& benchmark) {
    return benchmark.series.empty() || statistics::median(benchmark.series.front().samples) > longest_call;
  }

  bool sweep_, backward_;
  int threads_;
  std::vector<const Benchmark*> measured_;
};

bool takes_gradients(const BenchmarkOptions& options) {
  return options.backward && !options.inference_mode;
}

}  // namespace

std::optional<BenchmarkSetting> next_setting(const BenchmarkOptions& options, const std::vector<Benchmark>& measured) {
  if (std::ranges::count(measured, Benchmark::Missing::unavailable, &Benchmark::missing) > 0) return std::nullopt;
  for (const int threads : options.threads) {
    const Mode forward(options, measured, false, threads), backward(options, measured, true, threads);
    if (auto next = forward.next()) return next;
    if (!takes_gradients(options) || !forward.differentiable()) continue;
    if (auto next = backward.next()) return next;
  }
  return std::nullopt;
}

std::vector<BenchmarkSetting> possible_settings(const BenchmarkOptions& options) {
  std::vector<BenchmarkSetting> settings;
  for (const int threads : options.threads) {
    settings.push_back({false, threads, std::nullopt});
    if (takes_gradients(options)) settings.push_back({true, threads, std::nullopt});
  }
  return settings;
}

}  // namespace dy2stat
