// What workers answer reaches the events, also when a worker dies.
#include "jit_probe/schedule/schedule.hpp"

#include <boost/test/unit_test.hpp>

#include "support/folder.hpp"

using namespace dy2stat;

namespace {

CaseRequest benchmark_request(const std::string& name) {
  CaseRequest request;
  request.case_name = name;
  request.module = "program";
  request.entry = "func";
  request.engines = {"script", "trace"};
  request.benchmark.emplace().threads = {1, 2};
  return request;
}

// The benchmarks that come of the requests, from a worker that follows `script`.
std::vector<Benchmark> benchmarks_of(const std::vector<CaseRequest>& requests, const Json& script) {
  const test::Folder folder;
  const auto file = folder.write("script.json", script.dump());
  std::vector<Benchmark> benchmarks;
  ScheduleEvents events;
  events.hello = [](const std::string&, const Fingerprint&) {};
  events.blob = [](const std::string&, std::string_view) { BOOST_ERROR("a blob came"); };
  events.record = [](const Record&) { BOOST_ERROR("a record came"); };
  events.benchmark = [&](Benchmark benchmark) { benchmarks.push_back(std::move(benchmark)); };
  events.worker_failed = [](const WorkerFailed& failure) { BOOST_ERROR(failure.what()); };
  const std::atomic<bool> interrupted{false};
  run_schedule({{{"fake", {DY2STAT_BINARY "/bin/fake_worker", file.string()}}, requests}}, 1, interrupted, events);
  return benchmarks;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_test)

BOOST_AUTO_TEST_CASE(benchmarks_come_with_this_sides_name_of_the_worker) {
  const Json script{{"answers", {{{"engine", "script"}, {"benchmarks", {{{"threads", 1}}, {{"threads", 2}}}}}}}};
  const auto benchmarks = benchmarks_of({benchmark_request("c/one")}, script);
  BOOST_TEST_REQUIRE(benchmarks.size() == 3u);
  BOOST_TEST(benchmarks[0].engine == "script");
  BOOST_TEST(benchmarks[1].engine == "script");
  BOOST_TEST(benchmarks[1].threads == 2);
  BOOST_TEST(benchmarks[2].engine == "trace");
  for (const auto& benchmark : benchmarks) {
    BOOST_TEST(benchmark.worker == "fake");
    BOOST_TEST(benchmark.torch.text() == "9.9.0");
    BOOST_TEST(benchmark.failure == "");
  }
}

BOOST_AUTO_TEST_CASE(a_worker_that_dies_fails_what_it_still_owed_and_another_goes_on) {
  const Json script{{"answers", {{{"case", "c/one"}, {"engine", "trace"}, {"die", 3}}}}};
  const auto benchmarks = benchmarks_of({benchmark_request("c/one"), benchmark_request("c/two")}, script);
  BOOST_TEST_REQUIRE(benchmarks.size() == 4u);
  BOOST_TEST(benchmarks[0].failure == "");
  BOOST_TEST(benchmarks[1].case_name == "c/one");
  BOOST_TEST(benchmarks[1].engine == "trace");
  BOOST_TEST(benchmarks[1].worker == "fake");
  BOOST_TEST(benchmarks[1].torch.text() == "9.9.0");
  BOOST_TEST(benchmarks[1].failure == "the worker itself ended with exit code 3 while it ran this case");
  BOOST_TEST(benchmarks[2].case_name == "c/two");
  BOOST_TEST(benchmarks[3].failure == "");
}

BOOST_AUTO_TEST_SUITE_END()
