// Quantiles with known answers.
#include "jit_probe/statistics/quantile.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace dy2stat::statistics;

BOOST_AUTO_TEST_SUITE(quantile_test)

BOOST_AUTO_TEST_CASE(the_median_is_the_middle_or_the_mean_of_two) {
  BOOST_TEST(median({3, 1, 2}) == 2);
  BOOST_TEST(median({4, 1, 3, 2}) == 2.5);
  BOOST_TEST(median({7}) == 7);
}

BOOST_AUTO_TEST_CASE(a_quantile_lies_linearly_between_its_neighbours) {
  BOOST_TEST(quantile({10, 30, 20, 40, 50}, 0) == 10);
  BOOST_TEST(quantile({10, 30, 20, 40, 50}, 1) == 50);
  BOOST_TEST(quantile({10, 30, 20, 40, 50}, 0.25) == 20);
  BOOST_TEST(quantile({10, 30, 20, 40, 50}, 0.1) == 14);
}

BOOST_AUTO_TEST_CASE(a_wild_value_does_not_move_the_deviation) {
  BOOST_TEST(median_deviation({1, 2, 3, 4, 1000}) == 1);
  BOOST_TEST(median_deviation({5, 5, 5}) == 0);
}

BOOST_AUTO_TEST_CASE(what_has_no_quantile_is_refused) {
  BOOST_CHECK_THROW(median({}), std::invalid_argument);
  BOOST_CHECK_THROW(quantile({1, 2}, 1.5), std::invalid_argument);
  BOOST_CHECK_THROW(quantile({1, 2}, -0.1), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
