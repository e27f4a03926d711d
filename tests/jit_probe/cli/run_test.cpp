// `jit_probe run` as a person meets it, with a worker that answers as a script tells it.
#include "support/run_suite.hpp"

#include "jit_probe/record/engine_name.hpp"
#include "jit_probe/record/sha256.hpp"

using namespace dy2stat;
using namespace dy2stat::test;
namespace fs = std::filesystem;

BOOST_FIXTURE_TEST_SUITE(run_test, RunSuite)

BOOST_AUTO_TEST_CASE(all_as_expected) {
  add_cases({"one", "two"});
  const auto ended = run({"cases"});
  exits(ended, 0);
  says(ended.out, "4 records: 4 as expected, 0 unexpected\n");
  says(ended.out, "c/one");
  says(ended.err, "fake: torch 9.9.0, Python 3.0.0; ends a record's processes by subreaper\n");
  says(ended.err, "4/4 records, 0 unexpected");
  BOOST_TEST(!holds(ended.out + ended.err, "\033"));
  const auto run = latest();
  BOOST_TEST(run.records.size() == 4u);
  BOOST_TEST(run.description.ended_by == "finished");
  BOOST_TEST(run.description.workers.at("fake").torch.text() == "9.9.0");
  BOOST_TEST(run.description.options.at("paths").dump() == "[\"cases\"]");
}

BOOST_AUTO_TEST_CASE(what_is_unexpected_is_explained) {
  add_cases({"one"},
            "[[expect]]\nengine = [\"script\"]\nverdict = \"rejected\"\nstage = \"capture\"\nerror = \"no\"\n"
            "mechanism = \"cause\"\n");
  answers({{{"engine", "script"},
            {"record",
             {{"verdict", "unsound"},
              {"reason", "differs"},
              {"differences",
               {{{"aspect", "values"},
                 {"severity", "wrong"},
                 {"where", "input set 1"},
                 {"eager", "2"},
                 {"captured", "3"},
                 {"detail", "by one"}}}}}}}});
  const auto ended = run({"cases/c/one", "--timeout", "7"});
  exits(ended, 1);
  says(ended.out,
       "UNEXPECTED c/one script fake: unsound\n"
       "  expected  rejected at capture with 'no' (cases/c/one/case.toml:5:1)\n"
       "  because   cause: why it is so\n"
       "  came      unsound in values\n"
       "  differs   input set 1: eager 2, captured 3 (by one)\n"
       "  again     ");
  says(ended.out, "run cases/c/one --engine script --worker fake --timeout 7\n");
  says(ended.out, "2 records: 0 as expected, 1 unexpected, 1 of which nothing is expected\n");
  BOOST_TEST(!holds(ended.out, "nothing expected c/one trace"));
  says(run({"cases", "--show", "all"}).out, "nothing expected c/one trace fake: sound\n");
}

BOOST_AUTO_TEST_CASE(unavailable_fails_nothing) {
  add_cases({"one"});
  answers({{{"record", {{"verdict", "unavailable"}, {"reason", "no such package"}}}}});
  const auto ended = run({"cases"});
  exits(ended, 0);
  says(ended.out, "2 records: 0 as expected, 0 unexpected, 2 unavailable\n");
}

BOOST_AUTO_TEST_CASE(cases_engines_and_shards_are_selected) {
  add_cases({"one", "two", "three"});
  folder.write("cases/c/two/case.toml", "title = \"t\"\nentry = \"func\"\ntags = [\"some\", \"rare\"]\nwhy = \"w\"\n");
  exits(run({"cases", "--tag", "rare", "--tag", "some", "--engine", "trace"}), 0);
  exits(run({"cases", "--filter", "thr", "--engine", "script,script"}), 0);
  BOOST_TEST(asked() == "c/two trace\nc/three script\n");
  for (const std::string shard : {"1/2", "2/2"}) exits(run({"cases", "--engine", "trace", "--shard", shard}), 0);
  BOOST_TEST(asked() == "c/two trace\nc/three script\nc/one trace\nc/two trace\nc/three trace\n");
}

BOOST_AUTO_TEST_CASE(six_engines_run_unless_others_are_asked_for) {
  add_cases({"one"});
  exits(jit_probe({"run", "cases", "--worker", "fake"}, folder.path), 0);
  BOOST_TEST(asked() == "c/one script\nc/one trace\nc/one fx\nc/one export\nc/one export[strict]\nc/one dynamo\n");
  says(jit_probe({"run", "--help"}, folder.path).out, "default: script,trace,fx,export,export[strict],dynamo;");
}

BOOST_AUTO_TEST_CASE(all_engines_are_asked_for_by_one_word) {
  add_cases({"one"});
  exits(run({"cases", "--engine", "all,trace,all"}), 0);
  std::string all;
  for (const auto& engine : all_engines()) all += "c/one " + engine + "\n";
  BOOST_TEST(asked() == all);
  fs::remove(folder.path / "fake.log");
  exits(run({"cases", "--engine", "all", "--fullgraph"}), 0);
  says(asked(), "c/one dynamo[fullgraph]\n");
  says(asked(), "c/one dynamo[backend=inductor][fullgraph]\n");
}

BOOST_AUTO_TEST_CASE(nothing_selected_is_told_apart) {
  add_cases({"one"});
  for (const auto& more :
       std::vector<std::vector<std::string>>{{"--filter", "x"}, {"--tag", "x"}, {"--shard", "2/2"}}) {
    auto words = more;
    words.insert(words.begin(), "cases");
    const auto ended = run(words);
    exits(ended, 4);
    says(ended.err, "nothing to run: no case was selected");
  }
  BOOST_TEST(!fs::exists(folder.path / "runs"));
}

BOOST_AUTO_TEST_CASE(usage_errors) {
  add_cases({"one"});
  const auto refused = [&](std::vector<std::string> words, const std::string& why) {
    const auto ended = run(std::move(words));
    exits(ended, 2);
    says(ended.err, why);
  };
  refused({}, "jit_probe: name what to run");
  refused({"cases", "--engine", "scirpt"},
          "there is no engine 'scirpt': did you mean 'script'? the engines are script");
  refused({"cases", "--worker", "fakee"}, "there is no worker 'fakee': did you mean 'fake'?");
  refused({"cases", "--shard", "3/2"}, "--shard '3/2' is no part of a whole: write 1/3, 2/3 or 3/3");
  refused({"cases", "--report", "markdown"}, "--report 'markdown' names no file: write FORMAT::out=FILE");
  refused({"cases", "--report", "html::out=x"},
          "'html' is no format of a report; there are terminal, markdown, csv, json, latex, junit");
  refused({"cases", "--report", "csv::out=workers.toml/table.csv"},
          "--report 'csv::out=workers.toml/table.csv': the folder 'workers.toml' cannot be made: Not a directory");
  refused({"cases", "--report", "csv::out=cases"}, "--report 'csv::out=cases': this is a folder: name a file in it");
  refused({"cases", "--baseline", "nowhere"}, "--baseline: 'nowhere' is no run");
  refused({"cases", "--input", "1"}, "--save-case are for a target");
  refused({"cases", "--resume"}, "there is no run in runs/ yet");
  refused({"cases", "--rounds", "0"}, "--rounds");
  refused({"model\xff.py:func"},
          "jit_probe: $'model\\xff.py:func' is not UTF-8, which records are written in: rename what it names");
  refused({"cases", "--filter", "\xfe"}, "$'\\xfe' is not UTF-8");
  refused({"nowhere"}, "nowhere:1:1: there is no such folder: name a case's folder, or one that holds cases\n");
  BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_CASE(every_problem_of_every_case_is_reported_before_anything_runs) {
  add_cases({"one", "two"});
  folder.write("cases/c/one/case.toml", head + "wat = 1\n");
  folder.write("cases/c/two/case.toml", head + "[[expect]]\nengine = [\"script\"]\nverdict = \"good\"\n");
  const auto ended = run({"cases"});
  exits(ended, 2);
  BOOST_TEST(ended.err.starts_with("cases/c/one/case.toml:5:1: unknown key 'wat': "));
  says(ended.err, "\ncases/c/two/case.toml:7:11: there is no 'good': ");
  BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_CASE(rounds_that_disagree_are_flaky) {
  add_cases({"one", "two"});
  const auto failure = [](const std::string& message) {
    return Json{{"verdict", "rejected"},
                {"stage", "capture"},
                {"error", {{"type", "E"}, {"message", message}, {"where", ""}, {"traceback", ""}}}};
  };
  answers({{{"case", "c/one"}, {"engine", "trace"}, {"rounds", {Json::object(), failure("at 0x12"), Json::object()}}},
           {{"case", "c/two"}, {"engine", "trace"}, {"rounds", {failure("at 0x12"), failure("at 0x34")}}}});
  const auto ended = run({"cases", "--rounds", "3", "--engine", "trace"});
  exits(ended, 1);
  says(ended.out, "UNEXPECTED c/one trace fake: rejected\n");
  says(ended.out, "  round 1   sound\n  round 2   rejected at capture: E: at 0x12\n  round 3   sound\n");
  says(ended.out, "; 1 flaky");
  const auto records = latest().records;
  BOOST_TEST_REQUIRE(records.size() == 2u);
  BOOST_TEST(records[0].flaky);
  BOOST_TEST(records[0].rounds.size() == 3u);
  BOOST_TEST(!records[1].flaky);
}

BOOST_AUTO_TEST_CASE(another_run_is_a_baseline) {
  add_cases({"one", "two"}, "");
  exits(run({"cases", "--out", "before"}), 0);
  answers({{{"case", "c/two"}, {"engine", "trace"}, {"record", {{"verdict", "timed_out"}, {"stage", "capture"}}}}});
  exits(run({"cases"}), 0);
  const auto ended = run({"cases", "--baseline", "before"});
  exits(ended, 1);
  says(ended.out, "UNEXPECTED c/two trace fake: timed_out\n  expected  sound (baseline before)\n");
  says(ended.out, "4 records: 3 as expected, 1 unexpected\n");
}

BOOST_AUTO_TEST_CASE(a_run_of_one_worker_is_a_baseline_for_another) {
  add_cases({"one"}, "");
  exits(run({"cases", "--out", "before"}), 0);
  add_worker("new", {{"answers", {{{"engine", "trace"}, {"record", {{"verdict", "partial"}}}}}}});
  exits(run({"cases", "--baseline", "before", "--worker", "new"}), 1);
}

BOOST_AUTO_TEST_CASE(another_worker_of_the_run_is_a_baseline) {
  add_cases({"one"}, "");
  add_worker("old", {{"answers", {{{"engine", "trace"}, {"record", {{"verdict", "partial"}}}}}}});
  // The baseline's worker is asked first, whatever the order of the names is.
  const auto ended = run({"cases", "--worker", "fake,old", "--baseline", "old"});
  exits(ended, 1);
  says(ended.out, "UNEXPECTED c/one trace fake: sound\n  expected  partial (baseline old)\n");
  says(ended.out, "4 records: 1 as expected, 1 unexpected, 2 of which nothing is expected\n");
}

BOOST_AUTO_TEST_CASE(only_what_failed_last_is_run_again) {
  add_cases({"one", "two"});
  answers({{{"case", "c/two"}, {"engine", "trace"}, {"record", {{"verdict", "partial"}}}}});
  exits(run({"cases"}), 1);
  fs::remove(folder.path / "fake.log");
  answers(Json::array());
  exits(run({"--last-failed"}), 0);
  BOOST_TEST(asked() == "c/two trace\n");
  const auto ended = run({"--last-failed"});
  exits(ended, 4);
  says(ended.err, "nothing was unexpected in runs/latest");
}

BOOST_AUTO_TEST_CASE(blobs_and_the_program_lie_in_the_run_once) {
  add_cases({"one", "two"});
  answers({{{"blobs", {"a long text"}},
            {"record", {{"artifact", {{"graph", {{"blob", sha256_hex("a long text")}, {"bytes", 11}}}}}}}}});
  exits(run({"cases"}), 0);
  const auto run = latest();
  BOOST_TEST(run.text(run.records.at(0).artifact.at("graph")) == "a long text");
  const auto& kept = run.records.at(3).making.at("program");
  BOOST_TEST(run.text(kept.at("files").at("program.py")) == program);
  BOOST_TEST(kept.at("module") == "program");
  BOOST_TEST(kept.at("entry") == "func");
  BOOST_TEST(run.text(kept.at("case_toml")) == head + sound);
  BOOST_TEST(std::distance(fs::directory_iterator(folder.path / "runs/latest/blobs"), {}) == 3);
}

BOOST_AUTO_TEST_CASE(reports_are_written) {
  add_cases({"one"});
  exits(run({"cases", "--report", "junit::out=ci/junit.xml", "--report", "csv::out=table.csv"}), 0);
  says(content_of(folder.path / "ci/junit.xml"), "name=\"c/one [script, fake]\"");
  says(content_of(folder.path / "table.csv"), "c/one");
}

BOOST_AUTO_TEST_CASE(isolation_none_says_what_it_means) {
  add_cases({"one"});
  says(run({"cases", "--isolate", "none"}).err, "verdicts may differ from those of --isolate engine");
  says(content_of(folder.path / "fake.requests"), "\"isolation\":\"none\"");
}

BOOST_AUTO_TEST_CASE(colours_are_asked_for) {
  add_cases({"one"});
  BOOST_TEST(holds(run({"cases", "--color", "always"}).out, "\033[32m"));
  BOOST_TEST(!holds(run({"cases"}).out, "\033"));
}

BOOST_AUTO_TEST_CASE(limits_are_finite_numbers_above_zero) {
  add_cases({"one"});
  for (const std::string option : {"--timeout", "--memory"})
    for (const std::string number : {"nan", "inf", "0", "-1", "3s"}) {
      const auto ended = run({"cases", option, number});
      exits(ended, 2);
      says(ended.err, "'" + number + "' is no number above 0");
    }
}

BOOST_AUTO_TEST_CASE(a_mistyped_target_is_refused_before_anything_runs) {
  folder.write("model.py", program);
  add_cases({"one"});
  const std::pair<std::string, std::string> mistyped[] = {
      {"model.py:fun", "'model.py:fun': model has no 'fun': did you mean 'func'? name a function, class or instance"},
      {"modle.py:func", "there is no file 'modle.py'; a target is file.py:ENTRY or package.module:ENTRY"},
      {"model.py:", "'model.py:' names no entry"},
      {"model.py", "model.py:1:1: this is a program, not a case: name what is captured in it, model.py:ENTRY"},
      {"modle.py", "modle.py:1:1: there is no such file: correct the name"},
      {"casess/c:func", "'casess/c' is neither a file that ends in .py nor a module"},
      {"casess/c", "casess/c:1:1: there is no such folder"},
      {"cases/c/two", "cases/c/two:1:1: there is no such folder"},
  };
  for (const auto& [word, why] : mistyped) {
    const auto ended = run({word});
    exits(ended, 2);
    says(ended.err, why);
  }
  BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_CASE(show_tells_the_command_that_runs_it_again) {
  folder.write("model.py", program);
  exits(run({"model.py:func", "--input", "(1, 2)", "--engine", "script"}), 0);
  const auto ended = jit_probe({"show", "model.py:func"}, folder.path);
  exits(ended, 0);
  says(ended.out, "run model.py:func --input '(1, 2)' --engine script --worker fake");
}

BOOST_AUTO_TEST_SUITE_END()
