// The middle and other quantiles of measurements.
#pragma once

#include <vector>

namespace dy2stat::statistics {

// The `share` quantile (0 the least, 1 the greatest), linear between the two values next to it, as numpy's default.
// Throws std::invalid_argument when there are no values, or for a share outside of 0 to 1.
double quantile(std::vector<double> values, double share);

// The mean of the two in the middle where their number is even. Throws std::invalid_argument when there are none.
double median(std::vector<double> values);

// The median of the distances from the median: a spread that a few wild values do not move.
double median_deviation(std::vector<double> values);

}  // namespace dy2stat::statistics
