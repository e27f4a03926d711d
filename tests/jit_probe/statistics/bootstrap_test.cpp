// The interval of a ratio holds the true one as often as it says, on data made with a known ratio.
#include "jit_probe/statistics/bootstrap.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <stdexcept>

using namespace dy2stat::statistics;

namespace {

struct Rounds {
  std::vector<double> eager, captured;
};

// Rounds whose ratio is `ratio` but for a noise of each side; `drift` is common to both sides and grows to it.
Rounds make_rounds(std::mt19937_64& random, std::size_t count, double ratio, double noise, double drift = 0) {
  std::lognormal_distribution<double> factor(0, noise);
  Rounds rounds;
  for (std::size_t round = 0; round < count; ++round) {
    const double common = 1 + drift * static_cast<double>(round) / static_cast<double>(count);
    rounds.eager.push_back(common * factor(random));
    rounds.captured.push_back(common * ratio * factor(random));
  }
  return rounds;
}

// In how many of 400 experiments the interval of 95 % holds the true ratio.
int coverage(std::size_t rounds, double drift) {
  std::mt19937_64 random(1);
  int held = 0;
  for (int experiment = 0; experiment < 400; ++experiment) {
    const auto made = make_rounds(random, rounds, 0.7, 0.05, drift);
    const auto interval = bootstrap_ratio(made.eager, made.captured, 0.95, 1);
    held += interval.low <= 0.7 && 0.7 <= interval.high;
  }
  return held;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bootstrap_test)

BOOST_AUTO_TEST_CASE(rounds_without_noise_have_an_interval_of_no_width) {
  const auto interval = bootstrap_ratio({2, 4, 8}, {1, 2, 4}, 0.95, 1);
  BOOST_TEST(interval.low == 0.5);
  BOOST_TEST(interval.value == 0.5);
  BOOST_TEST(interval.high == 0.5);
  BOOST_TEST(interval.relative_half_width() == 0);
}

// The percentile bootstrap of a median is known to hold a little less or more than it says where rounds are few.
BOOST_AUTO_TEST_CASE(the_interval_holds_the_true_ratio_as_often_as_it_says) {
  for (const std::size_t rounds : {20, 50}) {
    const int held = coverage(rounds, 0);
    BOOST_TEST(held >= 366, rounds << " rounds: " << held << " of 400");
    BOOST_TEST(held <= 396, rounds << " rounds: " << held << " of 400");
  }
}

BOOST_AUTO_TEST_CASE(what_slows_both_sides_of_a_round_does_not_count) {
  const int held = coverage(40, 3);  // at the end everything takes four times as long
  BOOST_TEST(held >= 366, held << " of 400");
  std::mt19937_64 random(1);
  const auto made = make_rounds(random, 40, 0.7, 0.05, 3);
  BOOST_TEST(bootstrap_ratio(made.eager, made.captured, 0.95, 1).relative_half_width() < 0.05);
}

BOOST_AUTO_TEST_CASE(more_rounds_make_it_narrower_and_more_confidence_wider) {
  std::mt19937_64 random(1);
  const auto few = make_rounds(random, 20, 1, 0.05), many = make_rounds(random, 320, 1, 0.05);
  const auto width = [](const Rounds& rounds, double confidence) {
    return bootstrap_ratio(rounds.eager, rounds.captured, confidence, 1).relative_half_width();
  };
  BOOST_TEST(width(many, 0.95) < width(few, 0.95) / 2);
  BOOST_TEST(width(few, 0.99) > width(few, 0.8));
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_interval) {
  std::mt19937_64 random(1);
  const auto rounds = make_rounds(random, 20, 1, 0.1);
  const auto one = bootstrap_ratio(rounds.eager, rounds.captured, 0.95, 7);
  const auto two = bootstrap_ratio(rounds.eager, rounds.captured, 0.95, 7);
  BOOST_TEST(one.low == two.low);
  BOOST_TEST(one.high == two.high);
}

BOOST_AUTO_TEST_CASE(unpaired_rounds_are_refused) {
  BOOST_CHECK_THROW(bootstrap_ratio({}, {}, 0.95, 1), std::invalid_argument);
  BOOST_CHECK_THROW(bootstrap_ratio({1, 2}, {1}, 0.95, 1), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
