// What `jit_probe bench --resume` measures, and what it leaves as it is.
#include "jit_probe/cli/bench_resume.hpp"

#include <signal.h>

#include "support/bench_suite.hpp"

using namespace dy2stat;
using namespace dy2stat::test;
namespace fs = std::filesystem;

namespace {

// Answers with these benchmarks, each a setting.
Json answer(const std::vector<Json>& settings) {
  Json benchmarks = Json::array();
  for (auto setting : settings) {
    setting["series"] = {series("eager", 1e-3, 1), series("captured", 5e-4, 0.5)};
    benchmarks.push_back(setting);
  }
  return {{"benchmarks", benchmarks}};
}

const Json forward{{"differentiable", true}}, backward{{"mode", "forward and backward"}, {"differentiable", true}};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bench_resume_test, Bench)

BOOST_AUTO_TEST_CASE(ctrl_c_keeps_what_is_measured_and_resume_measures_the_rest) {
  answers.insert(answers.begin(), Json{{"case", "c/sized"}, {"engine", "script"}, {"seconds", 30}});
  prepare();
  auto command = words({"cases", "--rounds", "9"});
  command.insert(command.begin(), DY2STAT_BINARY "/bin/jit_probe");
  Process process(command, folder.path);
  BOOST_TEST(process.wait_for(folder.path / "fake.log", "c/sized script"));
  process.signal(SIGINT);
  const auto ended = process.wait();
  BOOST_TEST(ended.exit_code == 130, ended.err);
  has(ended.out, "c/plain  1.00 ms (0 %)");
  has(ended.err, "interrupted with 2 benchmarks; this goes on with what is missing: ");
  BOOST_TEST(latest().benchmarks.size() == 2u);
  BOOST_TEST(latest().description.ended_by == "interrupted");

  answers.erase(0);
  fs::remove(folder.path / "fake.log");
  const auto refused = bench({"--resume", "--rounds", "8"});
  BOOST_TEST(refused.exit_code == 2);
  has(refused.err, "the run that --resume continues was made with rounds 9, not 8: leave that option out");
  const auto resumed = bench({"--resume"});
  BOOST_TEST(resumed.exit_code == 0, resumed.err);
  has(resumed.err, "as it was begun: paths [\"cases\"], workers [\"fake\"]\n");
  has(resumed.out, "c/plain  1.00 ms (0 %)");
  has(resumed.out, "c/sized  1.00 ms (0 %)");
  BOOST_TEST(asked() == "c/sized script\nc/sized trace\n");
  has(content_of(folder.path / "fake.requests"), "\"rounds\":9");
  BOOST_TEST(latest().benchmarks.size() == 4u);
  BOOST_TEST(latest().description.ended_by == "finished");
  BOOST_TEST(bench({"--resume"}).exit_code == 0);
  BOOST_TEST(asked() == "c/sized script\nc/sized trace\n");
}

BOOST_AUTO_TEST_CASE(of_an_engine_that_was_measured_in_part_the_rest_is_asked_for) {
  answers = Json::array({answer({forward})});
  bench({"cases/c/plain", "--engine", "script"});
  answers = Json::array({answer({backward})});
  const auto resumed = bench({"--resume"});
  BOOST_TEST(resumed.exit_code == 0, resumed.err);
  const auto requests = content_of(folder.path / "fake.requests");
  const auto asked_again = Json::parse(requests.substr(requests.find('\n') + 1));
  BOOST_TEST(asked_again.at("measured").size() == 1u);
  BOOST_TEST(asked_again["measured"][0]["mode"] == "forward");
  BOOST_TEST(asked_again["measured"][0]["differentiable"] == true);
  BOOST_TEST(latest().benchmarks.size() == 2u);
  has(resumed.out, "c/plain, backward  1.00 ms");
  // A worker that has nothing to add need not answer for it.
  answers = Json::array({Json{{"benchmarks", Json::array()}}});
  BOOST_TEST(bench({"--resume"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(programs_that_have_changed_are_measured_again) {
  bench({"cases", "--engine", "script"});
  fs::remove(folder.path / "fake.log");
  folder.write("cases/c/plain/program.py", program + "# another line\n");
  const auto resumed = bench({"--resume"});
  BOOST_TEST(resumed.exit_code == 0, resumed.err);
  has(resumed.err, "c/plain has changed since it was measured: it is measured again\n");
  BOOST_TEST(asked() == "c/plain script\n");
  BOOST_TEST(latest().benchmarks.size() == 2u);
  bench({"--resume"});
  BOOST_TEST(asked() == "c/plain script\n");
}

BOOST_AUTO_TEST_CASE(there_must_be_a_run_with_its_options) {
  has(bench({"--resume"}).err, "there is no benchmark run in runs/ yet");
  folder.write("kept/run.json", R"({"schema":1,"started":"","ended":"","ended_by":"","options":{},"workers":{}})");
  folder.write("kept/bench.jsonl", "");
  const auto ended = bench({"--resume", "--out", "kept"});
  BOOST_TEST(ended.exit_code == 2);
  has(ended.err,
      "kept/run.json: its options are not those that this jit_probe writes (key 'measure' not found): start another "
      "run");
}

BOOST_AUTO_TEST_SUITE_END()
