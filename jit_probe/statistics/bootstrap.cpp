// Resampling of paired rounds.
#include "jit_probe/statistics/bootstrap.hpp"

#include <random>
#include <stdexcept>

#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat::statistics {
namespace {

constexpr int resamples = 2000;

}  // namespace

Interval bootstrap_ratio(const std::vector<double>& eager, const std::vector<double>& captured, double confidence,
                         std::uint64_t seed) {
  if (eager.empty() || eager.size() != captured.size())
    throw std::invalid_argument("a ratio needs as many rounds of one side as of the other, and at least one");
  std::vector<double> ratios(eager.size());
  for (std::size_t round = 0; round < ratios.size(); ++round) ratios[round] = captured[round] / eager[round];
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::size_t> any_round(0, ratios.size() - 1);
  std::vector<double> medians, drawn(ratios.size());
  for (int resample = 0; resample < resamples; ++resample) {
    for (double& ratio : drawn) ratio = ratios[any_round(random)];
    medians.push_back(median(drawn));
  }
  const double tail = (1 - confidence) / 2;
  return {quantile(medians, tail), median(ratios), quantile(medians, 1 - tail)};
}

Interval bootstrap_medians_ratio(const std::vector<double>& before, const std::vector<double>& after, double confidence,
                                 std::uint64_t seed, int resamples) {
  if (before.empty() || after.empty()) throw std::invalid_argument("a ratio of medians needs values on both sides");
  std::mt19937_64 random(seed);
  std::vector<double> drawn;
  const auto drawn_median = [&](const std::vector<double>& values) {
    std::uniform_int_distribution<std::size_t> any(0, values.size() - 1);
    drawn.resize(values.size());
    for (double& value : drawn) value = values[any(random)];
    return median(drawn);
  };
  std::vector<double> ratios;
  for (int resample = 0; resample < resamples; ++resample) {
    const double of_before = drawn_median(before);
    ratios.push_back(drawn_median(after) / of_before);
  }
  const double tail = (1 - confidence) / 2;
  return {quantile(ratios, tail), median(after) / median(before), quantile(ratios, 1 - tail)};
}

}  // namespace dy2stat::statistics
