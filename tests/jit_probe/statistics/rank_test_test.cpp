// The rank test against counting all orders, and its rate of false alarms.
#include "jit_probe/statistics/rank_test.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

using dy2stat::statistics::holm;
using dy2stat::statistics::mann_whitney;
using Values = std::vector<double>;

namespace {

double u_of(const Values& left, const Values& right) {
  double u = 0;
  for (const double a : left)
    for (const double b : right) u += a > b;
  return u;
}

// Of all ways to choose the left side among the values, the share whose U is as far from the middle.
double by_counting(const Values& left, const Values& right) {
  Values all(left);
  all.insert(all.end(), right.begin(), right.end());
  const double middle = static_cast<double>(left.size() * right.size()) / 2;
  const double distance = std::abs(u_of(left, right) - middle);
  int as_far = 0, ways = 0;
  for (unsigned chosen = 0; chosen < 1u << all.size(); ++chosen) {
    if (static_cast<std::size_t>(__builtin_popcount(chosen)) != left.size()) continue;
    Values one, other;
    for (std::size_t k = 0; k < all.size(); ++k) (chosen >> k & 1 ? one : other).push_back(all[k]);
    ++ways;
    as_far += std::abs(u_of(one, other) - middle) >= distance - 1e-9;
  }
  return static_cast<double>(as_far) / ways;
}

Values drawn(std::mt19937& random, std::size_t count) {
  std::lognormal_distribution<double> any(0, 1);
  Values values(count);
  for (double& value : values) value = any(random);
  return values;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rank_test_test)

BOOST_AUTO_TEST_CASE(small_samples_are_exact) {
  std::mt19937 random(3);
  for (int k = 0; k < 30; ++k) {
    const auto left = drawn(random, 1 + static_cast<std::size_t>(k % 5)),
               right = drawn(random, 3 + static_cast<std::size_t>(k % 4));
    BOOST_TEST(mann_whitney(left, right) == by_counting(left, right), boost::test_tools::tolerance(1e-9));
  }
  // All of one side below all of the other: 2 of 184756 orders.
  Values low, high;
  for (int k = 0; k < 10; ++k) low.push_back(k), high.push_back(100 + k);
  BOOST_TEST(mann_whitney(low, high) == 2.0 / 184756, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(mann_whitney(high, low) == mann_whitney(low, high));
}

BOOST_AUTO_TEST_CASE(the_approximation_continues_the_exact_values) {
  std::mt19937 random(5);
  for (int k = 0; k < 20; ++k) {
    auto left = drawn(random, 18), right = drawn(random, 20);
    for (double& value : right) value *= 1.5;
    left.push_back(-2), left.push_back(-1);
    const double exact = mann_whitney(left, right);
    left.back() = -2;  // a tie, for which the approximation is taken, and which changes no rank sum
    BOOST_TEST(std::abs(mann_whitney(left, right) - exact) < 0.01);
  }
}

BOOST_AUTO_TEST_CASE(equal_values_are_no_difference) {
  BOOST_TEST(mann_whitney({1, 1, 1}, {1, 1}) == 1.0);
  BOOST_CHECK_THROW(mann_whitney({}, {1}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(false_alarms_come_at_the_stated_rate) {
  std::mt19937 random(11);
  for (const std::size_t count : {8u, 20u, 40u}) {
    int alarms = 0;
    for (int k = 0; k < 2000; ++k) alarms += mann_whitney(drawn(random, count), drawn(random, count)) < 0.05;
    BOOST_TEST(alarms <= 140);  // 100 are stated; 4 deviations above
    BOOST_TEST(alarms >= 40);   // and a test that never alarms would find nothing
  }
}

BOOST_AUTO_TEST_CASE(holm_multiplies_by_the_number_of_those_left) {
  BOOST_TEST(holm({0.01, 0.04, 0.03}) == (Values{0.03, 0.06, 0.06}), boost::test_tools::per_element());
  BOOST_TEST(holm({0.5, 0.9}) == (Values{1.0, 1.0}), boost::test_tools::per_element());
  BOOST_TEST(holm({}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
