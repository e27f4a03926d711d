// What --resume makes, and what it leaves as it is.
#include <signal.h>

#include "support/run_suite.hpp"

using namespace dy2stat;
using namespace dy2stat::test;
namespace fs = std::filesystem;

BOOST_FIXTURE_TEST_SUITE(resume_test, RunSuite)

BOOST_AUTO_TEST_CASE(ctrl_c_keeps_what_is_done_and_resume_makes_the_rest) {
  add_cases({"one", "two", "zzz"});
  answers({{{"case", "c/two"}, {"engine", "trace"}, {"seconds", 30}}});
  auto command = words({"cases", "--timeout", "9"});
  command.insert(command.begin(), DY2STAT_BINARY "/bin/jit_probe");
  Process process(command, folder.path);
  BOOST_TEST(process.wait_for(folder.path / "fake.log", "c/two trace"));
  process.signal(SIGINT);
  const auto ended = process.wait();
  exits(ended, 130);
  says(ended.err, "interrupted with 3 records; this goes on with what is missing: ");
  BOOST_TEST(latest().records.size() == 3u);
  BOOST_TEST(latest().description.ended_by == "interrupted");

  fs::remove(folder.path / "fake.log");
  answers(Json::array());
  const auto refused = run({"cases", "--resume", "--timeout", "8"});
  exits(refused, 2);
  says(refused.err, "the run that --resume continues was made with timeout 9.0, not 8.0: leave that option out");
  const auto resumed = run({"--resume"});
  exits(resumed, 0);
  says(resumed.err,
       "as it was begun: paths [\"cases\"], engines [\"script\",\"trace\"], workers [\"fake\"], timeout 9.0\n");
  says(resumed.out, "6 records: 6 as expected");
  BOOST_TEST(asked() == "c/two trace\nc/zzz script\nc/zzz trace\n");
  BOOST_TEST(std::ranges::count(content_of(folder.path / "runs/latest/records.jsonl"), '\n') == 6);
  BOOST_TEST(latest().description.ended_by == "finished");
  says(run({"--resume"}).out, "6 records: 6 as expected");
}

// Only what is made of another program or case.toml than before is made again.
BOOST_AUTO_TEST_CASE(cases_that_have_changed_are_run_again) {
  add_cases({"edited", "kept", "retitled"});
  folder.write("model.py", program);
  exits(run({"cases", "model.py:func"}), 0);
  exits(run({"--resume"}), 0);
  fs::remove(folder.path / "fake.log");

  folder.write("cases/c/edited/program.py", program + "# another line\n");
  folder.write("cases/c/retitled/case.toml", head + "# another line\n" + sound);
  folder.write("model.py", program + "# another line\n");
  const auto resumed = run({"--resume"});
  exits(resumed, 0);
  BOOST_TEST(asked() ==
             "c/edited script\nc/edited trace\nc/retitled script\nc/retitled trace\nmodel.py:func script\n"
             "model.py:func trace\n");
  for (const std::string name : {"c/edited", "c/retitled", "model.py:func"})
    says(resumed.err, name + " has changed since its records were made: they are made again\n");
  BOOST_TEST(!holds(resumed.err, "c/kept has changed"));
  says(resumed.out, "8 records: 6 as expected, 0 unexpected, 2 of which nothing is expected\n");
  const auto records = latest().records;
  BOOST_TEST(records.size() == 8u);
  for (const auto& record : records)
    if (record.case_name == "c/edited")
      BOOST_TEST(latest().text(record.making.at("program").at("files").at("program.py")) ==
                 program + "# another line\n");

  fs::remove(folder.path / "fake.log");
  exits(run({"--resume"}), 0);
  BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_CASE(a_run_without_the_options_that_it_was_made_with) {
  add_cases({"one"});
  folder.write("run/run.json", R"({"schema":1,"started":"","ended":"","ended_by":"","options":{},"workers":{}})");
  const auto ended = run({"--resume", "--out", "run"});
  exits(ended, 2);
  says(ended.err,
       "jit_probe: run/run.json: its options are not those that this jit_probe writes (key 'workers' not found): start "
       "another run\n");
}

BOOST_AUTO_TEST_SUITE_END()
