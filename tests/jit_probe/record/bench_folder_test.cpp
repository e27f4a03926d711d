// A benchmark run is written line by line and read back.
#include "jit_probe/record/bench_folder.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/record.hpp"
#include "support/folder.hpp"

using namespace dy2stat;

BOOST_FIXTURE_TEST_SUITE(bench_folder_test, test::Folder)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_and_a_torn_line_is_passed_over) {
  RunDescription description;
  description.started = "2026-01-31T12:00:00Z";
  Benchmark benchmark;
  benchmark.case_name = "a/b";
  {
    BenchWriter writer(path / "run", description);
    writer.add(benchmark);
    benchmark.case_name = "a/c";
    writer.add(benchmark);
    description.ended_by = "finished";
    writer.describe(description);
  }
  BOOST_TEST(is_bench_run(path / "run"));
  BOOST_TEST(!is_bench_run(path));
  std::ofstream(path / "run/bench.jsonl", std::ios::app) << R"({"schema":1,"case":"a/)";
  const auto run = read_bench_run(path / "run");
  BOOST_TEST(run.benchmarks.size() == 2u);
  BOOST_TEST(run.benchmarks.at(1).case_name == "a/c");
  BOOST_TEST(run.description.ended_by == "finished");
}

BOOST_AUTO_TEST_CASE(a_wrong_line_is_named) {
  BenchWriter(path / "run", {});
  std::ofstream(path / "run/bench.jsonl") << "{}\n";
  BOOST_CHECK_EXCEPTION(read_bench_run(path / "run"), BadRecord, [](const BadRecord& error) {
    return std::string(error.what()).find("bench.jsonl:1: this benchmark cannot be read") != std::string::npos;
  });
}

BOOST_AUTO_TEST_SUITE_END()
