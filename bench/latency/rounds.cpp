// The loop of rounds, and when it ends.
#include "bench/latency/rounds.hpp"

#include <algorithm>
#include <cmath>

#include "bench/latency/clock.hpp"
#include "jit_probe/statistics/bootstrap.hpp"

namespace dy2stat::latency {
namespace {

constexpr double confidence = 0.95;
constexpr std::uint64_t seed = 1;
constexpr int least_rounds = 8;
// What the other sides left in the caches and branch predictors is not this side's: a tenth of each round's calls, and
// one at least, come before its time, unless a single call is long enough to make up for it.
constexpr double long_call = 0.02;

struct Plan {
  std::int64_t untimed = 0, calls = 1;
};

Plan plan_for(const Side& side, double round_seconds) {
  Plan plan;
  plan.calls = std::max<std::int64_t>(1, std::llround(std::ceil(round_seconds / std::max(side.level, 1e-9))));
  if (side.level < long_call) plan.untimed = std::max<std::int64_t>(1, plan.calls / 10);
  if (side.most_calls > 0) {
    plan.untimed = std::min(plan.untimed, side.most_calls / 2);
    plan.calls = std::clamp<std::int64_t>(side.most_calls - plan.untimed, 1, plan.calls);
  }
  return plan;
}

// Fills in the ratio of each side; whether one of them is too unsure.
bool compare(std::vector<Measured>& measured, double precision) {
  bool unsure = false;
  for (std::size_t k = 1; k < measured.size(); ++k) {
    const auto ratio = statistics::bootstrap_ratio(measured.front().samples, measured[k].samples, confidence, seed);
    measured[k].ratio = ratio.value, measured[k].ratio_low = ratio.low, measured[k].ratio_high = ratio.high;
    measured[k].noisy = ratio.relative_half_width() > precision;
    unsure |= measured[k].noisy;
  }
  return unsure;
}

}  // namespace

std::vector<Measured> measure_rounds(const std::vector<Side>& sides, const BenchmarkOptions& options,
                                     double most_seconds) {
  // Rounds that were asked for at length get the time that they take.
  const double asked = options.rounds * options.round_seconds * static_cast<double>(sides.size());
  most_seconds = std::max(most_seconds, 1.5 * asked);
  std::vector<Measured> measured(sides.size());
  std::vector<Plan> plans;
  for (std::size_t k = 0; k < sides.size(); ++k) {
    plans.push_back(plan_for(sides[k], options.round_seconds));
    measured[k].calls_a_round = plans[k].calls;
  }
  const double start = now();
  int done = 0, goal = options.rounds;
  while (true) {
    for (; done < goal && (done < least_rounds || now() - start < most_seconds); ++done)
      for (std::size_t k = 0; k < sides.size(); ++k)
        measured[k].samples.push_back(sides[k].measure(plans[k].untimed, plans[k].calls));
    const double spent = now() - start;
    if (!compare(measured, options.precision) || done >= options.most_rounds || 2 * spent > most_seconds) break;
    goal = std::min(2 * goal, options.most_rounds);
  }
  return measured;
}

}  // namespace dy2stat::latency
