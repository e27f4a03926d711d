// Mann-Whitney's U and Holm's correction.
#include "jit_probe/statistics/rank_test.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace dy2stat::statistics {
namespace {

constexpr std::size_t most_exact = 20;

struct Ranks {
  double sum_of_left = 0;  // ties share their mean rank
  double ties = 0;         // sum of t^3 - t over groups of t equal values
};

Ranks rank(const std::vector<double>& left, const std::vector<double>& right) {
  std::vector<std::pair<double, bool>> all;
  for (const double value : left) all.emplace_back(value, true);
  for (const double value : right) all.emplace_back(value, false);
  std::sort(all.begin(), all.end());
  Ranks ranks;
  for (std::size_t begin = 0; begin < all.size();) {
    auto end = begin;
    std::size_t of_left = 0;
    for (; end < all.size() && all[end].first == all[begin].first; ++end) of_left += all[end].second;
    const auto tied = static_cast<double>(end - begin);
    ranks.sum_of_left += static_cast<double>(of_left) * (static_cast<double>(begin + end) + 1) / 2;
    ranks.ties += tied * tied * tied - tied;
    begin = end;
  }
  return ranks;
}

// How many of the orders of n and m values have each U, from 0 to n * m.
std::vector<double> orders_by_u(std::size_t n, std::size_t m) {
  // of[k][u] after j values of the right: orders of k of the left with them that have this u.
  std::vector<std::vector<double>> of(n + 1, std::vector<double>(n * m + 1, 0));
  for (std::size_t k = 0; k <= n; ++k) of[k][0] = 1;
  for (std::size_t j = 1; j <= m; ++j)
    for (std::size_t k = 1; k <= n; ++k)
      // Either the greatest value is of the left, above all j of the right, or it is of the right.
      for (std::size_t u = n * m + 1; u-- > 0;) of[k][u] = (u >= j ? of[k - 1][u - j] : 0) + of[k][u];
  return of[n];
}

double exact_p(double u, std::size_t n, std::size_t m) {
  // Runs have as many rounds in most of their comparisons: what was counted once is kept.
  thread_local std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> counted;
  auto& orders = counted[{n, m}];
  if (orders.empty()) orders = orders_by_u(n, m);
  const double all = std::accumulate(orders.begin(), orders.end(), 0.0);
  const double least = std::min(u, static_cast<double>(n * m) - u);
  double tail = 0;
  for (std::size_t k = 0; k <= static_cast<std::size_t>(least); ++k) tail += orders[k];
  return std::min(1.0, 2 * tail / all);
}

double approximate_p(double u, double n, double m, double ties) {
  const double all = n + m, variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 1;  // all values are equal
  const double distance = std::max(0.0, std::abs(u - n * m / 2) - 0.5);
  return std::erfc(distance / std::sqrt(variance) / std::sqrt(2.0));
}

}  // namespace

double mann_whitney(const std::vector<double>& left, const std::vector<double>& right) {
  if (left.empty() || right.empty()) throw std::invalid_argument("two sets of values are compared, and one is empty");
  const auto n = left.size(), m = right.size();
  const auto ranks = rank(left, right);
  const double u = ranks.sum_of_left - static_cast<double>(n * (n + 1)) / 2;
  if (ranks.ties == 0 && n <= most_exact && m <= most_exact) return exact_p(u, n, m);
  return approximate_p(u, static_cast<double>(n), static_cast<double>(m), ranks.ties);
}

std::vector<double> holm(const std::vector<double>& p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto left, auto right) { return p_values[left] < p_values[right]; });
  std::vector<double> corrected(p_values.size());
  double greatest = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    greatest = std::max(greatest, p_values[order[place]] * static_cast<double>(order.size() - place));
    corrected[order[place]] = std::min(1.0, greatest);
  }
  return corrected;
}

}  // namespace dy2stat::statistics
