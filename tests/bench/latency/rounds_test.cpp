// Rounds interleave their sides, and go on only while the ratio is unsure.
#include "bench/latency/rounds.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <thread>

using namespace dy2stat;
using namespace dy2stat::latency;

namespace {

BenchmarkOptions options_of(int rounds, int most_rounds) {
  BenchmarkOptions options;
  options.rounds = rounds;
  options.most_rounds = most_rounds;
  options.round_seconds = 1e-3;
  return options;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rounds_test)

BOOST_AUTO_TEST_CASE(the_sides_take_turns_and_each_round_has_untimed_calls_first) {
  std::string order;
  std::vector<std::int64_t> untimed, calls;
  const auto side = [&](char name, double seconds) {
    return Side{seconds, 0, [&order, &untimed, &calls, name, seconds](std::int64_t before, std::int64_t timed) {
                  order += name;
                  untimed.push_back(before);
                  calls.push_back(timed);
                  return Repetition{seconds, seconds / 2};
                }};
  };
  const auto measured = measure_rounds({side('e', 1e-5), side('c', 2e-5)}, options_of(3, 3));
  BOOST_TEST(order == "ececec");
  BOOST_TEST(measured[0].calls_a_round == 100);  // 1 ms of calls of 10 us
  BOOST_TEST(untimed[0] == 10);
  BOOST_TEST(calls[1] == 50);
  BOOST_TEST(measured[1].ratio == 2.0);
  BOOST_TEST(measured[1].samples.size() == 3u);
  BOOST_TEST(measured[1].cpu_samples == std::vector<double>(3, 1e-5), boost::test_tools::per_element());
  BOOST_TEST(!measured[1].noisy);
}

BOOST_AUTO_TEST_CASE(arguments_that_are_copied_bound_the_calls_of_a_round) {
  std::int64_t most = 0;
  const Side side{1e-6, 6, [&](std::int64_t before, std::int64_t calls) {
                    most = std::max(most, before + calls);
                    return Repetition{1e-6, 1e-6};
                  }};
  measure_rounds({side, side}, options_of(2, 2));
  BOOST_TEST(most <= 6);
  BOOST_TEST(most >= 2);
}

BOOST_AUTO_TEST_CASE(a_noisy_ratio_is_repeated_up_to_the_bound_and_marked) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> wild(0.5, 2.0);
  const Side steady{1e-4, 0, [](std::int64_t, std::int64_t) { return Repetition{1e-4, 1e-4}; }};
  const Side noisy{1e-4, 0, [&](std::int64_t, std::int64_t) { return Repetition{1e-4 * wild(random), 1e-4}; }};
  const auto measured = measure_rounds({steady, noisy, steady}, options_of(4, 32));
  BOOST_TEST(measured[0].samples.size() == 32u);
  BOOST_TEST(measured[1].noisy);
  BOOST_TEST(!measured[2].noisy);
  BOOST_TEST(measured[2].samples.size() == 4u);  // it was sure at once
  BOOST_TEST(measured[1].ratio_low < measured[1].ratio);
  BOOST_TEST(measured[1].ratio_high > measured[1].ratio);
}

BOOST_AUTO_TEST_CASE(slow_programs_get_fewer_rounds_but_ten) {
  const Side slow{0.01, 0, [](std::int64_t, std::int64_t) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(10));
                    return Repetition{0.01, 0.01};
                  }};
  BOOST_TEST(measure_rounds({slow, slow}, options_of(50, 100), 0.05)[1].samples.size() == 10u);
}

BOOST_AUTO_TEST_CASE(a_sure_ratio_is_not_repeated) {
  const Side one{1e-4, 0, [](std::int64_t, std::int64_t) { return Repetition{1e-4, 1e-4}; }};
  const Side half{1e-4, 0, [](std::int64_t, std::int64_t) { return Repetition{0.5e-4, 1e-4}; }};
  const auto measured = measure_rounds({one, half}, options_of(4, 1000));
  BOOST_TEST(measured[1].samples.size() == 4u);
  BOOST_TEST(measured[1].ratio_high == 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
