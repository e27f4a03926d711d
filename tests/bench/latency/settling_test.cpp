// The steady state is found in measured times.
#include "bench/latency/settling.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;
using namespace dy2stat::latency;

namespace {

// Two slow calls, of which the second makes the plan, then steady ones.
const std::vector<double> slow_twice{0.5, 2.0, 1e-3, 1.01e-3, 0.99e-3, 1e-3, 1e-3, 1e-3, 1.02e-3, 1e-3, 1e-3, 1e-3};
const std::vector<int> plan_at_third{0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

}  // namespace

BOOST_AUTO_TEST_SUITE(settling_test)

BOOST_AUTO_TEST_CASE(calls_before_the_steady_state_are_counted) {
  const auto settling = settling_of(slow_twice, plan_at_third);
  BOOST_TEST(settling.calls == 2);
  BOOST_TEST(settling.first_call == 0.5);
  BOOST_TEST(settling.seconds == 2.5);
  BOOST_TEST(settling.level == 1e-3, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(a_program_that_is_steady_from_the_first_call_needs_none) {
  const std::vector<double> seconds(10, 1e-3);
  BOOST_TEST(settling_of(seconds, std::vector<int>(10, 0)).calls == 0);
  BOOST_TEST(is_steady(seconds, std::vector<int>(10, 0)));
}

BOOST_AUTO_TEST_CASE(one_mishap_is_forgiven_but_not_work_that_only_one_call_does) {
  std::vector<double> seconds(12, 1e-3);
  const std::vector<int> plans(12, 0);
  seconds[3] = 4e-3;
  BOOST_TEST(settling_of(seconds, plans).calls == 0);
  seconds[3] = 0.5;
  BOOST_TEST(settling_of(seconds, plans).calls == 4);
}

BOOST_AUTO_TEST_CASE(a_new_plan_or_a_changing_pace_is_not_steady) {
  std::vector<int> plans(10, 0);
  BOOST_TEST(is_steady(std::vector<double>(10, 1e-3), plans));
  plans.back() = 1;
  BOOST_TEST(!is_steady(std::vector<double>(10, 1e-3), plans));
  std::vector<double> faster(10, 1e-3);
  for (std::size_t k = 5; k < 10; ++k) faster[k] = 0.8e-3;
  BOOST_TEST(!is_steady(faster, std::vector<int>(10, 0)));
  BOOST_TEST(!is_steady(std::vector<double>(9, 1e-3), std::vector<int>(9, 0)));  // too few to tell
}

BOOST_AUTO_TEST_CASE(of_long_calls_fewer_are_enough) {
  BOOST_TEST(is_steady(std::vector<double>(6, 1.0), std::vector<int>(6, 0)));
  BOOST_TEST(!is_steady(std::vector<double>(5, 1.0), std::vector<int>(5, 0)));
  BOOST_TEST(!is_steady({1.0, 1.0, 1.0, 0.8, 0.8, 0.8}, std::vector<int>(6, 0)));
}

BOOST_AUTO_TEST_SUITE_END()
