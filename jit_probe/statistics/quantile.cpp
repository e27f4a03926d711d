// Quantiles by partial sorting.
#include "jit_probe/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dy2stat::statistics {

double quantile(std::vector<double> values, double share) {
  if (values.empty()) throw std::invalid_argument("no values have no quantile");
  if (!(share >= 0 && share <= 1)) throw std::invalid_argument("a quantile's share lies between 0 and 1");
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = values.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin(), below, values.end());
  const double low = *below, part = place - std::floor(place);
  if (part == 0) return low;
  const double high = *std::min_element(below + 1, values.end());
  return low + part * (high - low);
}

double median(std::vector<double> values) {
  return quantile(std::move(values), 0.5);
}

double median_deviation(std::vector<double> values) {
  const double middle = median(values);
  for (double& value : values) value = std::abs(value - middle);
  return median(std::move(values));
}

}  // namespace dy2stat::statistics
