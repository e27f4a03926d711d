// `jit_probe search` as a person meets it, with a worker that answers as a script tells it.
#include <boost/test/unit_test.hpp>

#include "jit_probe/cli/saved_inputs.hpp"
#include "support/contains.hpp"
#include "support/run_suite.hpp"

using namespace dy2stat;
using test::has;

namespace {

// A case c/one, whose inputs() is `return [(1,)]`, and what the worker finds of it.
struct SearchedSuite : test::RunSuite {
  Json search{{"tried", 200}, {"branches", 1}, {"branches_known", 1}};

  SearchedSuite() { add_cases({"one"}); }
  void find(const std::string& input, const std::string& kind = "wrong") {
    const Json difference{{"aspect", "values"}, {"severity", "wrong"}, {"where", "result"},
                          {"eager", "1"},       {"captured", "2"},     {"detail", ""}};
    search["findings"].push_back({{"kind", kind},
                                  {"input", input},
                                  {"stands_alone", true},
                                  {"training", nullptr},
                                  {"no_grad", false},
                                  {"differences", Json::array({difference})},
                                  {"error", nullptr},
                                  {"tried", 3},
                                  {"from", "input set 0"},
                                  {"shrinking", 4}});
    const auto bracket = test::program.find(")]") + 1;
    search["insert_at"] = bracket;
    search["insert_before"] = ", ";
  }
  test::Ended ask(std::vector<std::string> words) const {
    answers(Json::array({{{"engine", "trace"}, {"search", search}}}));
    words.insert(words.begin(), {"search", "cases/c/one", "--worker", "fake", "--engine", "trace"});
    return test::jit_probe(std::move(words), folder.path);
  }
  Json last_request() const {
    const auto lines = test::content_of(folder.path / "fake.requests");
    const auto start = lines.rfind('\n', lines.size() - 2);
    return Json::parse(lines.substr(start == std::string::npos ? 0 : start + 1));
  }
  std::string program_now() const { return test::content_of(folder.path / "cases/c/one/program.py"); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(search_test, SearchedSuite)

BOOST_AUTO_TEST_CASE(none_found_exits_with_0_and_the_options_reach_the_worker) {
  const auto ended = ask({"--budget", "300", "--seed", "7", "--input-timeout", "0.5"});
  test::exits(ended, 0);
  has(ended.out, "c/one  trace  fake: 200 inputs tried; 1 of 1 branches\n  none in 200 tries\n");
  BOOST_TEST(last_request().at("search") == (Json{{"budget", 300}, {"seed", 7}, {"seconds_per_input", 0.5}}));
}

BOOST_AUTO_TEST_CASE(a_counterexample_exits_with_1_and_what_is_only_restricted_with_0) {
  find("(2,)", "restricted");
  test::exits(ask({}), 0);
  find("(3,)");
  const auto ended = ask({});
  test::exits(ended, 1);
  has(ended.out, "    (3,)\n");
}

BOOST_AUTO_TEST_CASE(each_search_is_a_line_of_json) {
  find("(3,)");
  const auto ended = ask({"--json"});
  test::exits(ended, 1);
  const auto search = search_from_json(Json::parse(ended.out));
  BOOST_TEST(search.worker == "fake");
  BOOST_TEST(search.findings.at(0).input == "(3,)");
}

BOOST_AUTO_TEST_CASE(counterexamples_become_input_sets_once) {
  find("(3,)");
  find("(4,)", "restricted");
  find("(5,)", "accepts");
  auto ended = ask({"--save"});
  test::exits(ended, 1);
  has(ended.err, "cases/c/one/program.py: 2 input sets added to inputs()\n");
  has(program_now(), "    return [(1,), (3,), (5,)]\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_saved_says_why) {
  find("(3,)");
  search["findings"][0]["training"] = true;
  has(ask({"--save"}).err, "c/one  trace  fake  wrong: not saved: its mode is part of it");
  search["findings"][0]["training"] = nullptr;
  search["insert_at"] = -1;
  has(ask({"--save"}).err, "not saved: inputs() in program.py does not end with a list");
  BOOST_TEST(program_now() == test::program);
}

BOOST_AUTO_TEST_CASE(each_finding_gets_a_file_that_reproduces_it) {
  find("(3,)");
  search["findings"][0]["training"] = false;
  search["findings"][0]["no_grad"] = true;
  const auto ended = ask({"--repro", "found"});
  has(ended.err, "found/c-one-trace-fake-wrong.py reproduces it\n");
  const auto file = test::content_of(folder.path / "found/c-one-trace-fake-wrong.py");
  has(file, "            module.inputs()[0],\n            (3,),\n");
  has(file, "torch.jit.trace(");
  has(file, "getattr(call, \"__self__\", call).train(False)\n");
  has(file, "with torch.no_grad():\n");
  has(file, "# found by a search: another result or effect than eager's\n");
  has(ask({"--repro", "-"}).out, "            (3,),\n");
}

BOOST_AUTO_TEST_CASE(a_worker_that_dies_is_a_search_that_failed) {
  answers(Json::array({{{"die", 3}}}));
  const auto ended = test::jit_probe({"search", "cases/c/one", "--worker", "fake", "--engine", "trace"}, folder.path);
  test::exits(ended, 1);
  has(ended.out, "c/one  trace  fake: the worker itself ended with exit code 3");
}

BOOST_AUTO_TEST_CASE(mistakes_are_said) {
  auto ended = test::jit_probe({"search", "cases/c/none"}, folder.path);
  test::exits(ended, 2);
  ended = ask({"--budget", "0"});
  test::exits(ended, 2);
  folder.write("mine.py", "def func(x):\n    return x\n\n\ndef inputs():\n    return [(1,)]\n");
  ended = test::jit_probe({"search", "mine.py:func", "--save", "--worker", "fake"}, folder.path);
  test::exits(ended, 2);
  has(ended.err, "--save adds input sets to cases");
}

BOOST_AUTO_TEST_CASE(inputs_are_added_each_on_its_own_line_where_the_list_has_lines) {
  const std::string program = "def inputs():\n    return [\n        (1,),\n    ]\n";
  const auto at = static_cast<long>(program.rfind("    ]"));
  const SavedInput first{at, "        ", "(2,)", ",\n"}, second{at, "        ", "(3,)", ",\n"};
  const auto made = with_inputs(program, {first, second, first});
  BOOST_TEST(made.added == 2u);
  BOOST_TEST(made.text == "def inputs():\n    return [\n        (1,),\n        (2,),\n        (3,),\n    ]\n");
  BOOST_TEST(with_inputs(made.text, {first}).added == 0u);
}

BOOST_AUTO_TEST_CASE(a_program_that_changed_meanwhile_is_not_written_over) {
  const auto file = folder.write("cases/c/one/program.py", "changed");
  BOOST_CHECK_THROW(add_inputs(file, test::program, {{0, "", "x", ""}}), std::exception);
  BOOST_TEST(program_now() == "changed");
}

BOOST_AUTO_TEST_SUITE_END()
