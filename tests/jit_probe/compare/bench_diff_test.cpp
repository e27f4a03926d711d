// Changes between two benchmark runs, on data made for it.
#include "jit_probe/compare/bench_diff.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace dy2stat;

namespace {

using Draw = std::function<double(std::mt19937&)>;

// Rounds around 100 us: a spread of 1 %, or with every tenth round up to several times as long.
double calm(std::mt19937& random) {
  return 1e-4 * std::normal_distribution<double>(1, 0.01)(random);
}
double heavy_tailed(std::mt19937& random) {
  const double base = calm(random);
  if (std::uniform_real_distribution<double>(0, 1)(random) > 0.1) return base;
  return base * (1 + std::exponential_distribution<double>(1)(random));
}

// A run of `cases` cases whose rounds take `factor` times as long.
std::vector<Benchmark> run_of(std::mt19937& random, int cases, const Draw& draw, double factor = 1, int rounds = 20) {
  std::vector<Benchmark> benchmarks(static_cast<std::size_t>(cases));
  for (int k = 0; k < cases; ++k) {
    auto& benchmark = benchmarks[static_cast<std::size_t>(k)];
    benchmark.case_name = "made/case" + std::to_string(k);
    benchmark.engine = "script";
    benchmark.worker = "torch-9.9.0";
    Series series;
    series.way = Way::captured_python;
    for (int round = 0; round < rounds; ++round) series.samples.push_back(factor * draw(random));
    benchmark.series = {series};
  }
  return benchmarks;
}

// In how many of 1,000 tries two runs of the same thing differ anywhere, of ten comparisons each.
int alarms(const Draw& draw, double factor) {
  std::mt19937 random(17);
  BenchDiffOptions options;
  options.factor = factor;
  options.resamples = 20;  // the interval decides only what is called unchanged
  int found = 0;
  for (int k = 0; k < 1000; ++k) {
    const auto diff = bench_diff(run_of(random, 10, draw), run_of(random, 10, draw), options);
    found += std::ranges::any_of(diff.comparisons, [](const auto& one) {
      return one.change == Change::regressed || one.change == Change::improved;
    });
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bench_diff_test)

BOOST_AUTO_TEST_CASE(two_runs_of_the_same_thing_alarm_no_more_often_than_stated) {
  // Whatever the factor, the test alone holds the rate: 50 are stated, 78 are 4 deviations above. It must not be deaf
  // either.
  for (const auto& draw : {Draw(calm), Draw(heavy_tailed)}) {
    const int found = alarms(draw, 1.0);
    BOOST_TEST(found <= 78);
    BOOST_TEST(found >= 15);
  }
  BOOST_TEST(alarms(calm, 1.03) == 0);
}

BOOST_AUTO_TEST_CASE(a_slow_down_by_5_percent_is_found_and_a_speed_up_too) {
  std::mt19937 random(19);
  for (const auto& draw : {Draw(calm), Draw(heavy_tailed)})
    for (int k = 0; k < 20; ++k) {
      const auto before = run_of(random, 5, draw), after = run_of(random, 5, draw, 1.05);
      const auto slower = bench_diff(before, after, {}), faster = bench_diff(after, before, {});
      BOOST_TEST(has_regressed(slower));
      BOOST_TEST(!has_regressed(faster));
      BOOST_TEST(std::ranges::count(slower.comparisons, Change::regressed, &BenchComparison::change) >= 4);
      BOOST_TEST(std::ranges::count(faster.comparisons, Change::improved, &BenchComparison::change) >= 4);
    }
}

BOOST_AUTO_TEST_CASE(a_change_below_the_factor_is_none_and_an_unsure_one_is_too_noisy) {
  std::mt19937 random(23);
  const auto before = run_of(random, 1, calm, 1, 100), after = run_of(random, 1, calm, 1.015, 100);
  const auto small = bench_diff(before, after, {}).comparisons.at(0);
  BOOST_TEST(small.p < 0.001);
  BOOST_TEST((small.change == Change::unchanged));
  const auto wild = [](std::mt19937& any) { return std::lognormal_distribution<double>(0, 0.5)(any); };
  const auto unsure = bench_diff(run_of(random, 1, wild), run_of(random, 1, wild), {}).comparisons.at(0);
  BOOST_TEST((unsure.change == Change::too_noisy));
}

BOOST_AUTO_TEST_CASE(what_one_side_lacks_is_listed_and_workers_are_kept_apart) {
  std::mt19937 random(29);
  const auto before = run_of(random, 2, calm);
  auto after = run_of(random, 1, calm);
  auto diff = bench_diff(before, after, {});
  BOOST_TEST(diff.comparisons.size() == 1u);
  BOOST_TEST(diff.only_before.at(0) == "made/case1  script torch-9.9.0  forward, 1 thread  captured");
  after[0].worker = "torch-9.8.0";
  BOOST_TEST(bench_diff(before, after, {}).comparisons.empty());
  diff = bench_diff(before, after, {}, true);
  BOOST_TEST(diff.comparisons.size() == 1u);
  after[0].threads = 2, after[0].size = 8, after[0].dtype = "float64", after[0].inference_mode = true;
  BOOST_TEST(bench_diff(before, after, {}, true).only_after.at(0) ==
             "made/case0  script  forward, 2 threads, n = 8, float64, inference mode  captured");
  BOOST_TEST(bench_diff(before, after, {}, true).comparisons.empty());
}

BOOST_AUTO_TEST_SUITE_END()
