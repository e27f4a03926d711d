// `jit_probe bench` as a person meets it, with a worker that answers as a script tells it.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "jit_probe/cli/bench_progress.hpp"
#include "support/bench_suite.hpp"

using namespace dy2stat;
using namespace dy2stat::test;

BOOST_FIXTURE_TEST_SUITE(bench_test, Bench)

BOOST_AUTO_TEST_CASE(script_and_trace_are_measured_unless_others_are_asked_for) {
  BOOST_TEST(bench({"cases/c/plain"}).exit_code == 0);
  BOOST_TEST(asked() == "c/plain script\nc/plain trace\n");
  has(jit_probe({"bench", "--help"}, folder.path).out, "default: script,trace;");
}

BOOST_AUTO_TEST_CASE(cases_are_measured_kept_and_printed) {
  const auto ended = bench({"cases", "--engine", "script", "--rounds", "5", "--google-benchmark", "gb/all.json"});
  BOOST_TEST(ended.exit_code == 0, ended.err);
  has(ended.out, "c/plain  1.00 ms (0 %)  0.50 [0.49 0.51]");
  has(ended.out, "cost of capturing");
  has(ended.err, "2/2 c/sized script fake, forward, ");
  has(ended.err, "the benchmarks are in runs/bench-");
  const auto run = read_bench_run(folder.path / "runs/latest-bench");
  BOOST_TEST(run.benchmarks.size() == 2u);
  BOOST_TEST(run.description.ended_by == "finished");
  BOOST_TEST(run.description.workers.at("fake").torch.text() == "9.9.0");
  has(content_of(folder.path / "fake.requests"), "\"rounds\":5");
  has(content_of(folder.path / "gb/all.json"), "c/sized/script/fake/forward/captured");
}

BOOST_AUTO_TEST_CASE(only_cases_with_bench_inputs_where_that_is_asked) {
  BOOST_TEST(bench({"cases", "--sized", "--engine", "script"}).exit_code == 0);
  BOOST_TEST(content_of(folder.path / "fake.log") == "c/sized script\n");
  const auto ended = bench({"cases/c/plain", "--sweep"});
  BOOST_TEST(ended.exit_code == 4);
  has(ended.err, "nothing to measure: no selected case defines bench_inputs(n)");
}

BOOST_AUTO_TEST_CASE(a_failure_is_told_and_decides_the_exit_code) {
  answers = Json::array({{{"benchmarks", Json::array({{{"missing", "failed"}, {"failure", "RuntimeError: no"}}})}}});
  const auto ended = bench({"cases/c/plain", "--engine", "script"});
  BOOST_TEST(ended.exit_code == 1);
  has(ended.err, "c/plain  script fake: RuntimeError: no");
  has(ended.out, "failed");
  answers[0]["benchmarks"][0]["missing"] = "refused";  // which `jit_probe run` is there to judge
  const auto refused = bench({"cases/c/plain", "--engine", "script"});
  BOOST_TEST(refused.exit_code == 0);
  has(refused.out, "refused");
}

BOOST_AUTO_TEST_CASE(a_worker_that_dies_costs_only_what_it_was_at) {
  answers.insert(answers.begin(), Json{{"case", "c/plain"}, {"die", 3}});
  const auto ended = bench({"cases", "--engine", "script"});
  BOOST_TEST(ended.exit_code == 1);
  has(ended.err, "c/plain  script fake: the worker itself ended with exit code 3 while it ran this case");
  has(ended.out, "c/sized  1.00 ms (0 %)");
}

BOOST_AUTO_TEST_CASE(a_run_is_printed_again) {
  bench({"cases/c/plain", "--engine", "script", "--out", "kept"});
  const auto table = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"bench", "table"});
    return jit_probe(std::move(more), folder.path);
  };
  has(table({"kept"}).out, "c/plain  1.00 ms (0 %)  0.50 [0.49 0.51]");
  has(table({"kept", "--format", "csv"}).out, ",c/plain,1.00 ms (0 %),0.50 [0.49 0.51]\r\n");
  has(table({"kept", "--format", "csv", "--table", "cost"}).out, ",c/plain,script,");
  bench({"cases", "--engine", "script", "--out", "both"});
  const auto some = table({"both", "--case", "c/sized", "--worker", "fake"});
  has(some.out, "c/sized  1.00 ms (0 %)");
  has(table({"both", "--table", "latency"}).out, "latency: fake (torch 9.9.0, Python 3.0.0, 1 cores of a fake)\n\n");
  BOOST_TEST(some.out.find("c/plain") == std::string::npos);
  has(table({"both", "--case", "c/sized,c/other"}).err, "nothing was measured of a case 'c/other' in this run");
  const auto console = table({"kept", "--format", "google-benchmark"});
  has(console.out, "c/plain/script/fake/forward/captured_median     500000 ns       500000 ns            3\n");
  has(console.err, "Running jit_probe bench\nRun on (1 X a fake), fake\n");
  has(table({}).err, "there is no benchmark run in runs/ yet");
  has(table({"cases"}).err, "'cases' is no benchmark run");
  const auto records = jit_probe({"table", "kept"}, folder.path);
  BOOST_TEST(records.exit_code == 2);
  has(records.err, "'kept' is a run of benchmarks, without records: `jit_probe bench table kept` prints it");
}

BOOST_AUTO_TEST_CASE(a_sweep_is_plotted) {
  const Json eager = series("eager", 1e-3, 1), captured = series("captured", 5e-4, 0.5);
  answers = Json::array({{{"benchmarks", Json::array({{{"size", 1}, {"series", {eager, captured}}},
                                                      {{"size", 2}, {"series", {eager, captured}}}})}}});
  const auto ended = bench({"cases/c/sized", "--engine", "script", "--sweep"});
  has(ended.out, "the sizes at which it is faster than eager");
  const auto plotted = jit_probe({"bench", "plot", "--out", "plots"}, folder.path);
  BOOST_TEST(plotted.exit_code == 0, plotted.err);
  BOOST_TEST(plotted.out == "plots/c-sized-fake.svg\nplots/c-sized-fake.png\n");
  BOOST_TEST(content_of(folder.path / "plots/c-sized-fake.svg").find("</svg>") != std::string::npos);
  answers[0]["benchmarks"].erase(1);
  bench({"cases/c/sized", "--engine", "script", "--out", "single"});
  has(jit_probe({"bench", "plot", "single"}, folder.path).err, "nothing of this run was measured in two sizes");
}

BOOST_AUTO_TEST_CASE(a_slower_run_is_a_regression) {
  // Ten rounds each: with three no difference could be sure.
  const auto rounds = [](double seconds) {
    Json samples = Json::array();
    for (int k = 0; k < 10; ++k) samples.push_back(seconds * (1 + k * 0.001));
    return samples;
  };
  auto& measured = answers[0]["benchmarks"][0]["series"];
  measured[0]["samples"] = rounds(1e-3), measured[1]["samples"] = rounds(5e-4);
  bench({"cases/c/plain", "--engine", "script", "--out", "fast"});
  measured[1]["samples"] = rounds(6e-4);
  bench({"cases/c/plain", "--engine", "script", "--out", "slow"});
  const auto diff = [&](const std::vector<std::string>& runs) {
    std::vector<std::string> words{"bench", "diff"};
    words.insert(words.end(), runs.begin(), runs.end());
    return jit_probe(words, folder.path);
  };
  const auto slower = diff({"fast", "slow"});
  BOOST_TEST(slower.exit_code == 1);
  has(slower.out, "regressed\nc/plain    script fake  forward, 1 thread  captured  502 us  603 us  1.200");
  const auto faster = diff({"slow", "fast"});
  BOOST_TEST(faster.exit_code == 0);
  has(faster.out, "improved\nc/plain");
  BOOST_TEST(diff({"fast", "fast"}).exit_code == 0);
  BOOST_TEST(diff({"fast"}).exit_code == 2);
  has(diff({"fast", "--between", "fake", "other"}).err, "nothing was measured of a worker 'other'");
}

BOOST_AUTO_TEST_CASE(usage) {
  BOOST_TEST(bench({}).exit_code == 2);
  BOOST_TEST(bench({"cases", "--format", "pdf"}).exit_code == 2);
  has(bench({"\xff"}).err, "$'\\xff' is not UTF-8");
  BOOST_TEST(bench({"cases", "--rounds", "1"}).exit_code == 2);
  has(bench({"cases", "--out", "kept"}).err, "the benchmarks are in kept");
  has(bench({"cases", "--out", "kept"}).err,
      "--out 'kept' holds a run already: name another folder, or continue it by --resume");
  has(bench({"cases", "--google-benchmark", "kept"}).err, "--google-benchmark 'kept': this is a folder: name a file");
}

BOOST_AUTO_TEST_CASE(what_is_left_is_told_at_the_pace_so_far) {
  BOOST_TEST(left_text(0, 10, 5) == "");
  BOOST_TEST(left_text(2, 10, 10) == ", about 40 s left");
  BOOST_TEST(left_text(1, 10, 20) == ", about 3 min 0 s left");
  BOOST_TEST(left_text(10, 10, 20) == "");
}

BOOST_AUTO_TEST_SUITE_END()
