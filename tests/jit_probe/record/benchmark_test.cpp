// Benchmarks go to JSON and come back as they were.
#include "jit_probe/record/benchmark.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/record.hpp"

using namespace dy2stat;

namespace {

Benchmark example_benchmark() {
  Benchmark benchmark;
  benchmark.case_name = "control_flow/while_loop";
  benchmark.engine = "script";
  benchmark.worker = "torch-2.13.0";
  benchmark.torch = TorchVersion::parse("2.13.0");
  benchmark.mode = "forward and backward";
  benchmark.threads = 2;
  benchmark.dtype = "float64";
  benchmark.size = 64;
  benchmark.missing = Benchmark::Missing::refused;
  benchmark.notes = {"no C++"};
  Series eager, captured;
  eager.first_call = 0.25;
  eager.samples = {0.5, 0.125};
  captured.way = Way::captured_cpp;
  captured.calls_to_settle = 3;
  captured.seconds_to_settle = 1.5;
  captured.samples = {0.25, 0.0625};
  captured.cpu_samples = {0.125, 0.0625};
  captured.calls_a_round = 100;
  captured.bytes_allocated = 4096;
  captured.ratio = 0.5, captured.ratio_low = 0.4375, captured.ratio_high = 0.625;
  captured.noisy = true;
  benchmark.series = {eager, captured};
  benchmark.differentiable = true;
  benchmark.cost = {0.75, 120, 4800, 12.5, 40.0};
  return benchmark;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(benchmark_test)

BOOST_AUTO_TEST_CASE(a_benchmark_survives_the_way_there_and_back) {
  const auto json = to_json(example_benchmark());
  const auto back = benchmark_from_json(Json::parse(json.dump()));
  BOOST_TEST(to_json(back).dump() == json.dump());
  BOOST_TEST(back.series.at(1).samples.at(1) == 0.0625);
  BOOST_TEST(back.series.at(1).cpu_samples.at(0) == 0.125);
  BOOST_TEST(back.series.at(1).ratio_high == 0.625);
  BOOST_TEST((back.series.at(1).way == Way::captured_cpp));
  BOOST_TEST(back.size.value() == 64);
  BOOST_TEST(back.differentiable);
  BOOST_TEST(back.cost.break_even_calls.value() == 40);
  BOOST_TEST(!back.series.at(0).bytes_allocated.has_value());
}

BOOST_AUTO_TEST_CASE(one_made_before_cpu_time_was_measured_is_read_without) {
  auto json = to_json(example_benchmark());
  for (auto& series : json["series"]) series.erase("cpu_samples");
  BOOST_TEST(benchmark_from_json(json).series.at(1).cpu_samples.empty());
}

BOOST_AUTO_TEST_CASE(a_newer_or_broken_one_is_refused) {
  auto json = to_json(example_benchmark());
  json["schema"] = benchmark_schema + 1;
  BOOST_CHECK_THROW(benchmark_from_json(json), BadRecord);
  json["schema"] = benchmark_schema;
  json["series"][0]["way"] = "by post";
  BOOST_CHECK_THROW(benchmark_from_json(json), BadRecord);
  json.erase("cost");
  BOOST_CHECK_THROW(benchmark_from_json(json), BadRecord);
}

BOOST_AUTO_TEST_CASE(options_survive_the_way_there_and_back) {
  BenchmarkOptions options;
  options.threads = {1, 2};
  options.dtype = "bfloat16";
  options.inference_mode = options.sweep = options.agreement = true;
  options.backward = false;
  options.precision = 0.03;
  const auto json = to_json(options);
  BOOST_TEST(to_json(benchmark_options_from_json(json)).dump() == json.dump());
  BOOST_TEST(benchmark_options_from_json(json).threads.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
