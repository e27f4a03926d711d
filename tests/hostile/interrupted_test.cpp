// Ctrl-C while `jit_probe` drives real workers: what is done is kept, and --resume makes exactly the rest.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/record/bench_folder.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "tests/hostile/hostile.hpp"
#include "tests/hostile/own_suite.hpp"
#include "tests/hostile/programs.hpp"

using namespace dy2stat;
using namespace hostile;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(interrupted_test)

namespace {

const std::string harmless = std::string(imports) + harmless_function + harmless_inputs;
const std::string endless = at_import("while True: pass");

// Case, engine and worker of each record of the run so far.
std::vector<std::string> records_in(const fs::path& run) {
  std::vector<std::string> lines;
  if (fs::exists(run / "run.json"))
    each_record_line(run, [&](std::string_view line, std::size_t) {
      const auto record = record_from_json(Json::parse(line));
      lines.push_back(record.case_name + " " + record.engine + " " + record.worker);
    });
  return lines;
}

// The same of a benchmark run, with the mode.
std::vector<std::string> benchmarks_in(const fs::path& run) {
  std::vector<std::string> lines;
  if (fs::exists(run / "run.json"))
    for (const auto& one : read_bench_run(run).benchmarks)
      lines.push_back(one.case_name + " " + one.engine + " " + one.worker + " " + one.mode);
  return lines;
}

// Interrupts it. Whatever it left would have become a child of this process, which had `before` descendants.
void interrupt(pid_t process, std::size_t before) {
  ::kill(process, SIGINT);
  BOOST_TEST(OwnSuite::exit_code_of(process) == 130);
  BOOST_TEST(descendants(::getpid()).size() == before);
}

// That `all` begins with what was done before the interruption, and has every entry once.
void expect_the_rest_alone_was_made(const std::vector<std::string>& done, std::vector<std::string> all,
                                    std::size_t expected) {
  BOOST_TEST(all.size() == expected);
  BOOST_REQUIRE(all.size() >= done.size());
  BOOST_TEST(std::vector(all.begin(), all.begin() + std::ssize(done)) == done, boost::test_tools::per_element());
  std::ranges::sort(all);
  BOOST_TEST((std::ranges::adjacent_find(all) == all.end()), "something was made twice");
}

}  // namespace

BOOST_AUTO_TEST_CASE(run) {
  const OwnSuite suite;
  const auto folder = suite.folder / "run";
  suite.write("a_harmless", harmless);
  suite.write("b_endless", endless);
  adopt_orphans();
  const auto before = descendants(::getpid()).size();
  const pid_t run = suite.start({"run", suite.cases(), "--engine", "script,trace", "--out", folder.string()});
  BOOST_TEST(OwnSuite::wait_until([&] { return records_in(folder).size() == 2; }));
  const auto done = records_in(folder);
  interrupt(run, before);
  BOOST_TEST(records_in(folder) == done, boost::test_tools::per_element());
  const auto interrupted = read_run({folder});
  BOOST_TEST(interrupted.description.ended_by == "interrupted");
  for (const auto& record : interrupted.records) BOOST_TEST(record.case_name == "cases/a_harmless");

  suite.write("b_endless", harmless);
  BOOST_TEST(OwnSuite::exit_code_of(suite.start({"run", "--resume", "--out", folder.string()})) == 0);
  expect_the_rest_alone_was_made(done, records_in(folder), 4 * worker_programs().size());
  BOOST_TEST(read_run({folder}).description.ended_by == "finished");
}

BOOST_AUTO_TEST_CASE(bench) {
  const OwnSuite suite;
  const auto folder = suite.folder / "run";
  suite.write("a_harmless", harmless);
  suite.write("b_endless", endless);
  adopt_orphans();
  const auto before = descendants(::getpid()).size();
  const pid_t bench = suite.start({"bench", suite.cases(), "--out", folder.string(), "--rounds", "2", "--most-rounds",
                                   "2", "--round-seconds", "0.0001", "--no-backward"});
  BOOST_TEST(OwnSuite::wait_until([&] { return benchmarks_in(folder).size() == 2; }));
  const auto done = benchmarks_in(folder);
  interrupt(bench, before);
  BOOST_TEST(benchmarks_in(folder) == done, boost::test_tools::per_element());

  suite.write("b_endless", harmless);
  BOOST_TEST(OwnSuite::exit_code_of(suite.start({"bench", "--resume", "--out", folder.string()})) == 0);
  expect_the_rest_alone_was_made(done, benchmarks_in(folder), 4 * worker_programs().size());
  BOOST_TEST(read_bench_run(folder).description.ended_by == "finished");
}

// The calls up to there come back, from a program that would never have ended.
BOOST_AUTO_TEST_CASE(calls) {
  const OwnSuite suite;
  const auto mark = suite.folder / "mark";
  const auto program = std::string(imports) + "def func():\n    for _ in range(1000): torch.ones(3).sum()\n    open('" +
                       mark.string() + "', 'w').close()\n    while True: pass\n";
  std::ofstream(suite.folder / "program.py") << program;
  adopt_orphans();
  const auto before = descendants(::getpid()).size();
  for (const auto& worker : worker_programs()) {
    const auto name = fs::path(worker).parent_path().parent_path().filename().string();
    const auto out = suite.folder / name;
    const pid_t calls = suite.start(
        {"calls", (suite.folder / "program.py").string() + ":func", "--worker", name, "--out-dir", out.string()});
    BOOST_TEST(OwnSuite::wait_until([&] { return fs::exists(mark); }));
    fs::remove(mark);
    interrupt(calls, before);
    const auto files = std::distance(fs::directory_iterator(out), fs::directory_iterator());
    BOOST_REQUIRE(files == 1);
    std::ifstream file(fs::directory_iterator(out)->path());
    const auto apis = Json::parse(file);
    for (const auto* api : {"torch.ones", "torch.Tensor.sum"})
      BOOST_TEST(apis.at(api).at("number_of_calls").get<int>() == 1000, api);
  }
}

BOOST_AUTO_TEST_SUITE_END()
