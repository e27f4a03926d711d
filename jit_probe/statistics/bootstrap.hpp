// How sure a ratio of times is that was measured in rounds.
#pragma once

#include <cstdint>
#include <vector>

namespace dy2stat::statistics {

struct Interval {
  double low = 0, value = 0, high = 0;

  // Half the width, as a share of the value.
  double relative_half_width() const { return (high - low) / (2 * value); }
};

// The median of captured[k] / eager[k], the ratios of paired rounds, with the percentile interval of its bootstrap:
// whole rounds are drawn with replacement, so that what slowed both sides of a round stays together. Below 1 the
// captured program is the faster one. The same seed gives the same interval.
// Throws std::invalid_argument when there are no rounds, or not as many of one side as of the other.
Interval bootstrap_ratio(const std::vector<double>& eager, const std::vector<double>& captured, double confidence,
                         std::uint64_t seed);

// The ratio of the medians, after / before, of measurements that are not paired, with the percentile interval of the
// bootstrap in which each side is drawn by itself. Throws std::invalid_argument when one side has no values.
Interval bootstrap_medians_ratio(const std::vector<double>& before, const std::vector<double>& after, double confidence,
                                 std::uint64_t seed, int resamples = 2000);

}  // namespace dy2stat::statistics
