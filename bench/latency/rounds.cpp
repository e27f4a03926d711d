// The loop of rounds, and when it ends.
#include "bench/latency/rounds.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "bench/latency/clock.hpp"
#include "jit_probe/statistics/bootstrap.hpp"

namespace dy2stat::latency {
namespace {

constexpr double confidence = 0.95;
constexpr std::uint64_t seed = 1;
constexpr int least_rounds = 10;  // with fewer, no difference could be sure among all comparisons of a run
// What the other sides left in the caches and branch predictors is not this side's: a tenth of each round's calls, and
// one at least, come before its time, unless a single call is long enough to make up for it.
constexpr double long_call_alone = 0.01;

struct Plan {
  std::int64_t untimed = 0, calls = 1;
};

Plan plan_for(const Side& side, double round_seconds) {
  Plan plan;
  plan.calls = std::max<std::int64_t>(1, std::llround(std::ceil(round_seconds / std::max(side.level, 1e-9))));
  if (side.level < long_call_alone) plan.untimed = std::max<std::int64_t>(1, plan.calls / 10);
  if (side.most_calls > 0) {
    plan.untimed = std::min(plan.untimed, side.most_calls / 2);
    plan.calls = std::clamp<std::int64_t>(side.most_calls - plan.untimed, 1, plan.calls);
  }
  return plan;
}

// The first side's rounds and those of another side, as far as both have them.
void compare(const Measured& first, Measured& other, double precision) {
  const std::vector<double> in_turn(first.samples.begin(),
                                    first.samples.begin() + static_cast<std::ptrdiff_t>(other.samples.size()));
  const auto ratio = statistics::bootstrap_ratio(in_turn, other.samples, confidence, seed);
  other.ratio = ratio.value, other.ratio_low = ratio.low, other.ratio_high = ratio.high;
  other.noisy = ratio.relative_half_width() > precision;
}

// Fills in the ratios of the sides that take part and leaves among these the first and those that are too unsure.
void leave_unsure(std::vector<Measured>& measured, std::vector<std::size_t>& taking_part, double precision) {
  std::erase_if(taking_part, [&](std::size_t k) {
    if (k == 0) return false;
    compare(measured.front(), measured[k], precision);
    return !measured[k].noisy;
  });
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
  std::vector<std::size_t> taking_part(sides.size());
  std::iota(taking_part.begin(), taking_part.end(), std::size_t{0});
  const double start = now();
  int done = 0, goal = options.rounds;
  while (true) {
    for (; done < goal && (done < least_rounds || now() - start < most_seconds); ++done)
      for (const auto k : taking_part) {
        const auto repetition = sides[k].measure(plans[k].untimed, plans[k].calls);
        measured[k].samples.push_back(repetition.seconds);
        measured[k].cpu_samples.push_back(repetition.cpu_seconds);
      }
    leave_unsure(measured, taking_part, options.precision);
    if (taking_part.size() < 2 || done >= options.most_rounds || now() - start > most_seconds) break;
    goal = std::min(goal + std::max(goal / 2, 1), options.most_rounds);
  }
  return measured;
}

}  // namespace dy2stat::latency
