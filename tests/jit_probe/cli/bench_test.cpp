// `jit_probe bench` as a person meets it, with a worker that answers as a script tells it.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "jit_probe/cli/bench_progress.hpp"
#include "jit_probe/record/bench_folder.hpp"
#include "support/process.hpp"

using namespace dy2stat;
using test::Ended;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void has(const std::string& text, const std::string& part) {
  BOOST_TEST(contains(text, part), "'" << part << "' is not in:\n" << text);
}

Json series(const char* way, double seconds, double ratio) {
  return {{"way", way},
          {"first_call", 0.5},
          {"calls_to_settle", 2},
          {"seconds_to_settle", 0.6},
          {"samples", {seconds, seconds, seconds}},
          {"calls_a_round", 7},
          {"bytes_allocated", 64.0},
          {"ratio", {ratio - 0.01, ratio, ratio + 0.01}},
          {"noisy", false}};
}

// A folder with two cases, of which one defines bench_inputs, and a worker that measured both.
struct Bench {
  test::Folder folder;
  Json answers = Json::array(
      {{{"benchmarks", Json::array({{{"series", {series("eager", 1e-3, 1), series("captured", 5e-4, 0.5)}}}})}}});

  Bench() {
    const std::string program = "def func(x):\n    return x\n\n\ndef inputs():\n    return [(1,)]\n";
    for (const std::string name : {"plain", "sized"})
      folder.write("cases/c/" + name + "/case.toml",
                   "title = \"t\"\nentry = \"func\"\ntags = [\"some\"]\nwhy = \"w\"\n[[expect]]\nengine = "
                   "[\"script\", \"trace\"]\nverdict = \"sound\"\n");
    folder.write("cases/mechanisms.toml", "");
    folder.write("cases/c/plain/program.py", program);
    folder.write("cases/c/sized/program.py", program + "\n\ndef bench_inputs(n=4):\n    return (n,)\n");
    folder.write("workers.toml", "[[worker]]\nname = \"fake\"\ncommand = [\"" DY2STAT_BINARY "/bin/fake_worker\", \"" +
                                     (folder.path / "fake.json").string() + "\"]\n");
  }
  Ended bench(std::vector<std::string> more) const {
    folder.write("fake.json", Json{{"answers", answers},
                                   {"log", (folder.path / "fake.log").string()},
                                   {"requests", (folder.path / "fake.requests").string()}}
                                  .dump());
    more.insert(more.begin(), {"bench", "--worker", "fake"});
    return test::jit_probe(std::move(more), folder.path);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bench_test, Bench)

BOOST_AUTO_TEST_CASE(cases_are_measured_kept_and_printed) {
  const auto ended = bench({"cases", "--engine", "script", "--rounds", "5", "--google-benchmark", "gb.json"});
  BOOST_TEST(ended.exit_code == 0, ended.err);
  has(ended.out, "c/plain  1.00 ms (0 %)  0.50 [0.49 0.51]");
  has(ended.out, "cost of capturing");
  has(ended.err, "2/2 c/sized script fake, forward, ");
  has(ended.err, "the benchmarks are in runs/bench-");
  const auto run = read_bench_run(folder.path / "runs/latest-bench");
  BOOST_TEST(run.benchmarks.size() == 2u);
  BOOST_TEST(run.description.ended_by == "finished");
  BOOST_TEST(run.description.workers.at("fake").torch.text() == "9.9.0");
  has(test::content_of(folder.path / "fake.requests"), "\"rounds\":5");
  has(test::content_of(folder.path / "gb.json"), "c/sized/script/fake/forward/captured");
}

BOOST_AUTO_TEST_CASE(only_cases_with_bench_inputs_where_that_is_asked) {
  BOOST_TEST(bench({"cases", "--sized", "--engine", "script"}).exit_code == 0);
  BOOST_TEST(test::content_of(folder.path / "fake.log") == "c/sized script\n");
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
    return test::jit_probe(std::move(more), folder.path);
  };
  has(table({"kept"}).out, "c/plain  1.00 ms (0 %)  0.50 [0.49 0.51]");
  has(table({"kept", "--format", "csv"}).out, ",c/plain,1.00 ms (0 %),0.50 [0.49 0.51]\r\n");
  has(table({"kept", "--format", "csv", "--table", "cost"}).out, ",c/plain,script,");
  has(table({}).err, "there is no benchmark run in runs/ yet");
  has(table({"cases"}).err, "'cases' is no benchmark run");
  const auto records = test::jit_probe({"table", "kept"}, folder.path);
  BOOST_TEST(records.exit_code == 2);
  has(records.err, "'kept' is a run of benchmarks, without records: `jit_probe bench table kept` prints it");
}

BOOST_AUTO_TEST_CASE(a_sweep_is_plotted) {
  const Json eager = series("eager", 1e-3, 1), captured = series("captured", 5e-4, 0.5);
  answers = Json::array({{{"benchmarks", Json::array({{{"size", 1}, {"series", {eager, captured}}},
                                                      {{"size", 2}, {"series", {eager, captured}}}})}}});
  const auto ended = bench({"cases/c/sized", "--engine", "script", "--sweep"});
  has(ended.out, "the sizes at which it is faster than eager");
  const auto plotted = test::jit_probe({"bench", "plot", "--out", "plots"}, folder.path);
  BOOST_TEST(plotted.exit_code == 0, plotted.err);
  BOOST_TEST(plotted.out == "plots/c-sized-fake.svg\nplots/c-sized-fake.png\n");
  BOOST_TEST(test::content_of(folder.path / "plots/c-sized-fake.svg").find("</svg>") != std::string::npos);
  answers[0]["benchmarks"].erase(1);
  bench({"cases/c/sized", "--engine", "script", "--out", "single"});
  has(test::jit_probe({"bench", "plot", "single"}, folder.path).err, "nothing of this run was measured in two sizes");
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
    return test::jit_probe(words, folder.path);
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
  has(bench({"cases", "--out", "kept"}).err, "--out 'kept' holds a run already");
}

BOOST_AUTO_TEST_CASE(what_is_left_is_told_at_the_pace_so_far) {
  BOOST_TEST(left_text(0, 10, 5) == "");
  BOOST_TEST(left_text(2, 10, 10) == ", about 40 s left");
  BOOST_TEST(left_text(1, 10, 20) == ", about 3 min 0 s left");
  BOOST_TEST(left_text(10, 10, 20) == "");
}

BOOST_AUTO_TEST_SUITE_END()
