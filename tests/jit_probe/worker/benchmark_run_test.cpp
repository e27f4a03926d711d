// Each setting of a benchmark has a process of its own, and what goes wrong there costs that one benchmark.
#include "jit_probe/worker/benchmark_run.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/frame.hpp"
#include "tests/support/folder.hpp"

namespace dy2stat {
namespace {

using Missing = Benchmark::Missing;

CaseRequest request_for(const std::string& program) {
  CaseRequest request;
  request.case_name = "made/case";
  request.files["measured_program.py"] = "import os, signal, time, torch\n" + program;
  request.module = "measured_program";
  request.entry = "entry";
  request.engines = {"trace"};
  request.limits.timeout_seconds = 30;
  request.benchmark.emplace();
  request.benchmark->rounds = request.benchmark->most_rounds = 2;
  request.benchmark->round_seconds = 1e-4;
  return request;
}

std::vector<Benchmark> benchmarks_of(const CaseRequest& request) {
  const test::Folder folder;
  Fingerprint fingerprint;
  fingerprint.worker = "torch-of-the-test";
  fingerprint.torch = TorchVersion::parse("2.0.0");
  std::vector<Benchmark> benchmarks;
  Family family;
  run_benchmark(request, folder.path, fingerprint, family, -1, [&](std::string_view frames) {
    FrameReader reader;
    reader.feed(frames);
    const auto json = Json::parse(reader.next()->payload);
    BOOST_TEST(json.at("type") == "benchmark");
    benchmarks.push_back(benchmark_from_json(json));
  });
  BOOST_TEST(family.size() == 0u);
  return benchmarks;
}

// The only benchmark of a program that cannot be measured.
Benchmark missing_of(const CaseRequest& request) {
  const auto benchmarks = benchmarks_of(request);
  BOOST_REQUIRE(benchmarks.size() == 1u);
  BOOST_TEST(benchmarks[0].series.empty());
  BOOST_TEST(benchmarks[0].mode == "forward");
  return benchmarks[0];
}

const std::string one_input = "def inputs():\n    return [(torch.ones(3),)]\n";
// Runs until it has been called so often: in the rounds, after it was captured.
const std::string after_twelve_calls =
    "calls = []\ndef entry(x):\n    calls.append(1)\n    if len(calls) > 12: {}\n    return x + 1\n" + one_input;

std::string then(const std::string& statement) {
  auto program = after_twelve_calls;
  return program.replace(program.find("{}"), 2, statement);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(benchmark_run_test)

BOOST_AUTO_TEST_CASE(modes_and_threads_are_measured_one_after_the_other) {
  auto request = request_for("def entry(x):\n    return x * 2\n" + one_input);
  request.benchmark->threads = {1, 2};
  const auto benchmarks = benchmarks_of(request);
  BOOST_REQUIRE(benchmarks.size() == 4u);
  BOOST_TEST(benchmarks[1].mode == "forward and backward");
  BOOST_TEST(benchmarks[2].threads == 2);
  for (const auto& benchmark : benchmarks) {
    BOOST_TEST(benchmark.series.size() == 4u);
    BOOST_TEST(benchmark.failure == "");
    BOOST_TEST(benchmark.worker == "torch-of-the-test");
  }
  request.benchmark->threads = {1};
  request.benchmark->backward = false;
  BOOST_TEST(benchmarks_of(request).size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_program_is_loaded_once_for_all_settings) {
  auto request = request_for(
      "with open('../loaded', 'a') as file: file.write('x')\n"
      "def entry(x):\n    assert open('../loaded').read() == 'x'\n    return x * 2\n" +
      one_input);
  request.engines = {"trace", "script"};
  const auto benchmarks = benchmarks_of(request);
  BOOST_REQUIRE(benchmarks.size() == 3u);  // forward and backward of trace; script refuses open()
  BOOST_TEST(benchmarks[0].failure == "");
  BOOST_TEST((benchmarks[2].missing == Missing::refused));
}

BOOST_AUTO_TEST_CASE(a_program_that_starts_a_thread_is_loaded_for_each_setting) {
  const auto benchmarks = benchmarks_of(
      request_for("import threading\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
                  "def entry(x):\n    return x * 2\n" +
                  one_input));
  BOOST_REQUIRE(benchmarks.size() == 2u);
  for (const auto& benchmark : benchmarks) BOOST_TEST(benchmark.failure == "");
}

BOOST_AUTO_TEST_CASE(what_was_measured_before_is_left_out) {
  auto request = request_for("def entry(x):\n    return x * 2\n" + one_input);
  Benchmark forward;
  forward.engine = "trace";
  forward.differentiable = true;
  request.measured = {forward};
  const auto benchmarks = benchmarks_of(request);
  BOOST_REQUIRE(benchmarks.size() == 1u);
  BOOST_TEST(benchmarks[0].mode == "forward and backward");
}

BOOST_AUTO_TEST_CASE(a_program_that_cannot_be_loaded_is_told_for_every_engine) {
  auto request = request_for("raise ValueError('never')\n");
  request.engines = {"trace", "script"};
  request.benchmark->threads = {1, 2};
  const auto benchmarks = benchmarks_of(request);
  BOOST_TEST(benchmarks.size() == 4u);
  for (const auto& benchmark : benchmarks) BOOST_TEST(benchmark.failure == "ValueError: never");
  request = request_for("os.kill(os.getpid(), signal.SIGKILL)\n");
  BOOST_TEST(missing_of(request).failure == "the process was killed by signal 9 (Killed)");
}

BOOST_AUTO_TEST_CASE(a_size_is_the_default_or_all_up_to_a_long_call) {
  auto request = request_for("def entry(x):\n    time.sleep(len(x) * 0.02)\n    return x * 2\n" + one_input +
                             "def bench_inputs(n=2):\n    return (torch.ones(n, dtype=torch.int64),)\n");
  auto benchmarks = benchmarks_of(request);
  BOOST_REQUIRE(benchmarks.size() == 1u);
  BOOST_TEST(benchmarks[0].size.value() == 2);
  request.benchmark->sweep = true;
  benchmarks = benchmarks_of(request);
  BOOST_REQUIRE(benchmarks.size() == 4u);  // 1, 2, 4, and 8, of which a call takes 160 ms
  BOOST_TEST(benchmarks[3].size.value() == 8);
}

BOOST_AUTO_TEST_CASE(a_size_must_have_a_default) {
  const auto missing = missing_of(
      request_for("def entry(x):\n    return x\n" + one_input + "def bench_inputs(n):\n    return (torch.ones(n),)\n"));
  BOOST_TEST(missing.failure == "bench_inputs must take one size with a default, as in bench_inputs(n=64)");
}

BOOST_AUTO_TEST_CASE(what_ends_a_process_is_said) {
  BOOST_TEST(missing_of(request_for(then("os.kill(os.getpid(), signal.SIGKILL)"))).failure ==
             "the process was killed by signal 9 (Killed)");
  auto slow = request_for(then("time.sleep(60)"));
  slow.limits.timeout_seconds = 2;
  const auto timed_out = missing_of(slow);
  BOOST_TEST(timed_out.failure == "not done after 2 s");
  BOOST_TEST((timed_out.missing == Missing::failed));
}

BOOST_AUTO_TEST_CASE(a_refusal_is_told_from_a_program_that_fails_and_from_one_that_cannot_run_here) {
  auto request = request_for("def entry(x):\n    return eval('x')\n" + one_input);
  request.engines = {"script"};
  BOOST_TEST((missing_of(request).missing == Missing::refused));
  const auto failed = missing_of(request_for("def entry(x):\n    raise ValueError('always')\n" + one_input));
  BOOST_TEST((failed.missing == Missing::failed));
  BOOST_TEST(failed.failure == "ValueError: always");
  request.required_packages = {"no_such_package"};
  BOOST_TEST((missing_of(request).missing == Missing::unavailable));
  request.required_packages.clear();
  request.required_torch = ">=99";
  const auto other = missing_of(request);
  BOOST_TEST((other.missing == Missing::unavailable));
  BOOST_TEST(other.failure == "the case needs torch >=99");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
