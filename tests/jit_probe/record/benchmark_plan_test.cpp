// Which setting comes next, whatever has been measured before.
#include "jit_probe/record/benchmark_plan.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

// Measured, with calls of eager that take so long.
Benchmark measured(const BenchmarkSetting& setting, bool differentiable = true, double seconds = 1e-3) {
  Benchmark benchmark;
  benchmark.mode = setting.backward ? "forward and backward" : "forward";
  benchmark.threads = setting.threads;
  benchmark.size = setting.size;
  benchmark.differentiable = differentiable;
  benchmark.series.emplace_back().samples = {seconds, seconds, seconds};
  return benchmark;
}

std::string text_of(const BenchmarkSetting& setting) {
  return std::string(setting.backward ? "backward" : "forward") + " " + std::to_string(setting.threads) +
         (setting.size ? " n=" + std::to_string(*setting.size) : "") + "; ";
}

// All settings that come until none does.
std::string all_of(const BenchmarkOptions& options, bool differentiable = true, double seconds_a_size = 1e-3) {
  std::vector<Benchmark> before;
  std::string text;
  while (const auto next = next_setting(options, before)) {
    text += text_of(*next);
    before.push_back(measured(*next, differentiable, seconds_a_size * next->size.value_or(1)));
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(benchmark_plan_test)

BOOST_AUTO_TEST_CASE(forward_comes_before_backward_for_each_number_of_threads) {
  BenchmarkOptions options;
  options.threads = {1, 2};
  BOOST_TEST(all_of(options) == "forward 1; backward 1; forward 2; backward 2; ");
  std::string possible;
  for (const auto& setting : possible_settings(options)) possible += text_of(setting);
  BOOST_TEST(possible == all_of(options));
  BOOST_TEST(all_of(options, false) == "forward 1; forward 2; ");
  options.backward = false;
  BOOST_TEST(all_of(options) == "forward 1; forward 2; ");
  options.backward = options.inference_mode = true;
  BOOST_TEST(all_of(options) == "forward 1; forward 2; ");
  BOOST_TEST(possible_settings(options).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_sweep_ends_with_a_long_call_or_where_nothing_could_be_measured) {
  BenchmarkOptions options;
  options.sweep = true;
  BOOST_TEST(all_of(options, true, 0.03) ==
             "forward 1 n=1; forward 1 n=2; forward 1 n=4; backward 1 n=1; backward 1 n=2; backward 1 n=4; ");
  auto refused = measured({false, 1, 1}, false);
  refused.series.clear();
  refused.missing = Benchmark::Missing::refused;
  BOOST_TEST(!next_setting(options, {refused}).has_value());
  BOOST_TEST(std::ranges::count(all_of(options, false, 1e-9), ';') == 21);  // up to 2^20
}

BOOST_AUTO_TEST_CASE(what_is_missing_in_between_comes_first) {
  BenchmarkOptions options;
  options.threads = {1, 2};
  BOOST_TEST(text_of(next_setting(options, {measured({false, 2, 64})}).value()) == "forward 1; ");
  BOOST_TEST(text_of(next_setting(options, {measured({false, 2, 64}), measured({false, 1, 64})}).value()) ==
             "backward 1; ");
}

BOOST_AUTO_TEST_CASE(what_is_unavailable_is_so_in_every_setting) {
  BenchmarkOptions options;
  options.threads = {1, 2};
  Benchmark missing;
  missing.missing = Benchmark::Missing::unavailable;
  BOOST_TEST(!next_setting(options, {missing}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
