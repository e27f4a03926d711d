// What goes wrong while `jit_probe run` is at work: it costs as little as it can, and a person is told.
#include "support/run_suite.hpp"

using namespace dy2stat;
using namespace dy2stat::test;
namespace fs = std::filesystem;

BOOST_FIXTURE_TEST_SUITE(run_trouble_test, RunSuite)

BOOST_AUTO_TEST_CASE(a_worker_that_dies_costs_its_case_alone) {
  add_cases({"one", "two"});
  answers({{{"case", "c/one"}, {"engine", "trace"}, {"die", 3}}});
  const auto ended = run({"cases"});
  exits(ended, 1);
  says(ended.out, "UNEXPECTED c/one trace fake: crashed");
  says(ended.out, "4 records: 3 as expected, 1 unexpected\n");
}

BOOST_AUTO_TEST_CASE(a_worker_that_cannot_be_started_fails_the_run) {
  add_cases({"one"});
  folder.write("workers.toml", "[[worker]]\nname = \"gone\"\ncommand = [\"./gone\"]\n");
  const auto ended = run({"cases", "--worker", "gone"});
  exits(ended, 3);
  says(ended.err, "worker gone: cannot start");
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_is_named) {
  add_cases({"one"});
  folder.write("file", "");
  const auto ended = run({"cases", "--out", "file/run"});
  exits(ended, 3);
  says(ended.err,
       "jit_probe: file/run/blobs: Not a directory; free space there, or name a place that can be written\n");
  exits(run({"cases", "--report", "csv::out=/dev/full"}), 3);
  exits(run({"cases", "--out", "kept"}), 0);
  const auto again = run({"cases", "--out", "kept"});
  exits(again, 2);
  says(again.err, "--out 'kept' holds a run already");
}

BOOST_AUTO_TEST_CASE(a_full_disk_keeps_the_records_before_it) {
  add_cases({"one", "two"});
  answers({{{"case", "c/two"}, {"engine", "trace"}, {"record", {{"reason", std::string(200'000, 'x')}}}}});
  auto limited = words({"cases"});
  limited.insert(limited.begin(),
                 {"sh", "-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh", DY2STAT_BINARY "/bin/jit_probe"});
  const auto ended = run_process(limited, folder.path);
  exits(ended, 3);
  says(ended.err, "records.jsonl: File too large; free space there");
  BOOST_TEST(latest().records.size() == 3u);
}

BOOST_AUTO_TEST_CASE(what_is_printed_never_reaches_the_records) {
  add_cases({"one"});
  for (const std::string closed : {">&-", "2>&-", "<&- >&- 2>&-"}) {
    const auto ended = run_process({"/bin/sh", "-c", "exec \"$0\" \"$@\" " + closed, DY2STAT_BINARY "/bin/jit_probe",
                                    "run", "cases", "--engine", "script,trace", "--worker", "fake", "--out", "run"},
                                   folder.path);
    exits(ended, 0);
    BOOST_TEST(read_run({folder.path / "run"}).records.size() == 2u);
    fs::remove_all(folder.path / "run");
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_printed_ends_no_run) {
  add_cases({"one"});
  add_cases({"two"}, "[[expect]]\nengine = [\"trace\"]\nverdict = \"timed_out\"\nmechanism = \"cause\"\n");
  const auto run_with = [&](const std::string& redirection) {
    fs::remove_all(folder.path / "run");
    return run_process({"/bin/sh", "-c", "exec \"$0\" \"$@\" " + redirection, DY2STAT_BINARY "/bin/jit_probe", "run",
                        "cases", "--engine", "script,trace", "--worker", "fake", "--out", "run"},
                       folder.path);
  };
  // Progress is no data: the records decide. What is printed on stdout is, and yet the records are kept.
  exits(run_with("2>/dev/full"), 1);
  BOOST_TEST(read_run({folder.path / "run"}).records.size() == 4u);
  const auto without_data = run_with(">/dev/full");
  exits(without_data, 3);
  says(without_data.err, "jit_probe: not all of it could be written to stdout");
  BOOST_TEST(read_run({folder.path / "run"}).records.size() == 4u);
}

// The program was sent with the request, and what is expected had been read: nothing is lost but the folder.
BOOST_AUTO_TEST_CASE(a_case_folder_that_vanishes_during_the_run_costs_nothing) {
  add_cases({"one", "two", "zzz"});
  answers({{{"case", "c/one"}, {"engine", "script"}, {"seconds", 1}},
           {{"case", "c/two"}, {"engine", "trace"}, {"record", {{"verdict", "partial"}}}}});
  auto command = words({"cases", "--out", "run"});
  command.insert(command.begin(), DY2STAT_BINARY "/bin/jit_probe");
  Process process(command, folder.path);
  BOOST_TEST(process.wait_for(folder.path / "fake.log", "c/one script"));
  fs::remove_all(folder.path / "cases/c/two");
  const auto ended = process.wait();
  exits(ended, 1);
  says(ended.out, "UNEXPECTED c/two trace fake: partial\n  expected  sound (cases/c/two/case.toml:5:1)\n");
  says(ended.out, "6 records: 5 as expected, 1 unexpected\n");
  // What needs the folder says that it is gone.
  exits(jit_probe({"show", "c/two", "run"}, folder.path), 0);
  says(run({"cases/c/two"}).err, "cases/c/two:1:1: there is no such folder");
  says(jit_probe({"accept", "run", "--no-mechanism"}, folder.path).err, "cases/c/two:1:1: there is no such folder");
}

BOOST_AUTO_TEST_CASE(garbage_costs_its_case_alone) {
  add_cases({"one", "two"});
  const std::pair<Json, std::string> garbage[] = {
      {{{"type", "benchmark"}}, "a benchmark that was not asked for"},
      {{{"case", "c/three"}}, "a record that was not asked for"},
      {{{"engine", "script"}}, "a record that was not asked for"},  // again
      {{{"verdict", "good"}}, "this record cannot be read: 'good' is no verdict"},
      {{{"peak_mib", "much"}}, "this record cannot be read: type must be number, but is string"},
  };
  for (const auto& [record, what] : garbage) {
    answers({{{"case", "c/one"}, {"engine", "trace"}, {"record", record}}});
    const auto ended = run({"cases"});
    exits(ended, 1);
    says(ended.out, "UNEXPECTED c/one trace fake: crashed");
    says(ended.out, "sent garbage (" + what);
    says(ended.out, "4 records: 3 as expected, 1 unexpected\n");
    BOOST_TEST(latest().records.size() == 4u);
  }
}

BOOST_AUTO_TEST_CASE(a_forged_blob_is_garbage) {
  add_cases({"one"});
  answers({{{"engine", "trace"}, {"blob_name", "../../../forged"}, {"blobs", {"a text"}}}});
  const auto ended = run({"cases"});
  exits(ended, 1);
  says(ended.out, "sent garbage (a blob whose name is not the SHA-256 of its content)");
  BOOST_TEST(!fs::exists(folder.path / "forged"));
}

// What only the worker can know.
BOOST_AUTO_TEST_CASE(a_target_that_no_worker_can_load_is_no_success) {
  const Json not_loaded{
      {"verdict", "eager_failed"},
      {"stage", "load"},
      {"error",
       {{"type", "ModuleNotFoundError"}, {"message", "No module named 'nowhere'"}, {"where", ""}, {"traceback", ""}}}};
  answers({{{"record", not_loaded}}});
  const auto ended = run({"nowhere.net:Net", "--input", "1"});
  exits(ended, 2);
  says(ended.err,
       "jit_probe: nowhere.net:Net: no worker could load it: ModuleNotFoundError: No module named 'nowhere'\n");
  BOOST_TEST(latest().records.size() == 2u);
  // One that some engine or worker can load was named well, and so was a case.
  answers({{{"engine", "trace"}, {"record", not_loaded}}});
  exits(run({"nowhere.net:Net", "--input", "1"}), 0);
  add_cases({"one"}, "");
  answers({{{"record", not_loaded}}});
  exits(run({"cases"}), 0);
}

BOOST_AUTO_TEST_SUITE_END()
