// Benchmarks as Google Benchmark's JSON and console have them.
#include "jit_probe/render/google_benchmark.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/render/google_benchmark_console.hpp"

using namespace dy2stat;

namespace {

// Rounds of 10, 12 and 14 us, of which the CPUs were busy half the time.
Series series_of(Way way) {
  Series series;
  series.way = way;
  series.samples = {10e-6, 12e-6, 14e-6};
  series.cpu_samples = {5e-6, 6e-6, 7e-6};
  series.calls_a_round = 500;
  return series;
}

Benchmark example() {
  Benchmark benchmark;
  benchmark.case_name = "loops/small";
  benchmark.engine = "script";
  benchmark.worker = "torch-9.9.0";
  benchmark.mode = "forward and backward";
  benchmark.threads = 2, benchmark.size = 64, benchmark.dtype = "float64";
  benchmark.series = {series_of(Way::eager_python), series_of(Way::captured_cpp)};
  return benchmark;
}

const std::string name = "loops/small/script/torch-9.9.0/forward_and_backward/threads:2/float64/64/eager";
const auto nearly = boost::test_tools::tolerance(1e-9);

}  // namespace

BOOST_AUTO_TEST_SUITE(google_benchmark_test)

BOOST_AUTO_TEST_CASE(a_round_is_a_repetition_and_the_aggregates_follow) {
  RunDescription description;
  description.started = "2026-01-31T12:00:00Z";
  const auto json = google_benchmark_json({example()}, description);
  BOOST_TEST(json["context"]["date"] == "2026-01-31T12:00:00Z");
  const auto& lines = json["benchmarks"];
  BOOST_TEST(lines.size() == 14u);  // two ways, three rounds and four aggregates each
  BOOST_TEST(lines[0]["name"] == name);
  BOOST_TEST(lines[0]["real_time"].get<double>() == 10'000.0, nearly);
  BOOST_TEST(lines[0]["cpu_time"].get<double>() == 5'000.0, nearly);
  BOOST_TEST(lines[0]["iterations"] == 500);
  BOOST_TEST(lines[2]["repetition_index"] == 2);
  BOOST_TEST(lines[4]["name"] == name + "_median");
  BOOST_TEST(lines[4]["cpu_time"].get<double>() == 6'000.0, nearly);
  BOOST_TEST(lines[5]["aggregate_name"] == "stddev");
  BOOST_TEST(lines[5]["real_time"].get<double>() == 2'000.0, nearly);
  BOOST_TEST(lines[6]["aggregate_unit"] == "percentage");
  BOOST_TEST(lines[6]["real_time"].get<double>() == 1.0 / 6, nearly);
  BOOST_TEST(lines[7]["family_index"] == 1);
}

BOOST_AUTO_TEST_CASE(a_series_without_cpu_time_is_left_out) {
  auto benchmark = example();
  benchmark.series[0].cpu_samples.clear();
  BOOST_TEST(google_benchmark_json({benchmark}, {})["benchmarks"].size() == 7u);
}

BOOST_AUTO_TEST_CASE(the_console_is_google_benchmarks_own) {
  auto benchmark = example();
  benchmark.series.pop_back();
  const std::string rule(name.size() + 50, '-');
  const std::string pad(8, ' ');
  BOOST_TEST(google_benchmark_console({benchmark}) ==
             rule + "\nBenchmark" + std::string(name.size() - 2, ' ') +
                 "          Time             CPU   Iterations\n" + rule + "\n" + name +
                 "_mean        12000 ns         6000 ns            3\n" + name +
                 "_median      12000 ns         6000 ns            3\n" + name +
                 "_stddev       2000 ns         1000 ns            3\n" + name +
                 "_cv          16.67 %         16.67 %             3\n");
  BOOST_TEST(google_benchmark_console({}) == "");
}

BOOST_AUTO_TEST_CASE(the_context_names_the_machine_of_each_worker) {
  RunDescription description;
  description.started = "2026-01-31T12:00:00Z";
  description.workers["torch-9.9.0"].cpu = "a fake";
  description.workers["torch-9.9.0"].cores = 2;
  BOOST_TEST(google_benchmark_context(description) ==
             "2026-01-31T12:00:00Z\nRunning jit_probe bench\nRun on (2 X a fake), torch-9.9.0\n");
}

BOOST_AUTO_TEST_SUITE_END()
