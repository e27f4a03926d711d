// `jit_probe run --corpus`: what a worker lists is run, chosen, kept, continued and saved like cases.
#include "support/run_suite.hpp"

using namespace dy2stat;
using namespace dy2stat::test;
namespace fs = std::filesystem;

namespace {

const std::string corpus_file = "def cases():\n    yield 'one', None\n";

Json listed_case(const std::string& name, const std::string& text = "entry = 1\n", std::vector<std::string> tags = {}) {
  return {{"name", name}, {"program", text}, {"tags", tags}, {"attempts", Json::array()}};
}

// The answer to the request for the corpus `word`.
Json listing(const std::string& word, std::vector<Json> cases, const Json& more = Json::object()) {
  Json part{{"cases", std::move(cases)}, {"is_last", true}};
  part.merge_patch(more);
  return {{"case", word}, {"corpus", Json::array({part})}};
}

struct CorpusSuite : RunSuite {
  CorpusSuite() { folder.write("mine.py", corpus_file); }
  void lists(std::vector<Json> cases) const { answers({listing("file:mine.py", std::move(cases))}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(corpora_test, CorpusSuite)

BOOST_AUTO_TEST_CASE(cases_are_run_in_order_with_the_files_of_their_corpus) {
  lists({listed_case("mine/b", "entry = 2\n"), listed_case("mine/a")});
  const auto ended = run({"--corpus", "file:mine.py", "--engine", "trace"});
  exits(ended, 0);
  says(ended.err, "file:mine.py of fake: 2 cases, 0 left out\n");
  says(ended.out, "mine/a ");
  says(ended.out, "file:mine.py on fake: 2 cases, 0 left out\n");
  BOOST_TEST(asked() == "file:mine.py eager\nmine/b trace\nmine/a trace\n");
  const auto requests = content_of(folder.path / "fake.requests");
  const auto first = requests.find('\n') + 1;
  const auto request = Json::parse(requests.substr(first, requests.find('\n', first) - first));
  BOOST_TEST(request.at("files").at("program.py") == "entry = 2\n");
  BOOST_TEST(request.at("files").at("mine.py") == corpus_file);
  BOOST_TEST(request.at("entry") == "entry");
  const auto record = latest().records.at(0);
  BOOST_TEST(record.as_expected.has_value() == false);
  const auto& files = record.making.at("program").at("files");
  BOOST_TEST(latest().text(files.at("mine.py")) == corpus_file);
  const auto again = record.making.at("program").at("again").get<std::string>();
  BOOST_TEST(again.ends_with("/jit_probe run --corpus file:mine.py --case mine/b --engine trace --worker fake"), again);
}

BOOST_AUTO_TEST_CASE(some_are_chosen) {
  lists({listed_case("mine/one", "1", {"x"}), listed_case("mine/two"), listed_case("mine/twofold", "1", {"x"})});
  const auto asked_for = [&](const std::vector<std::string>& more) {
    fs::remove(folder.path / "fake.log");
    std::vector<std::string> all{"--corpus", "file:mine.py", "--engine", "trace"};
    all.insert(all.end(), more.begin(), more.end());
    exits(run(all), 0);
    return asked().substr(asked().find('\n') + 1);
  };
  BOOST_TEST(asked_for({"--filter", "two"}) == "mine/two trace\nmine/twofold trace\n");
  BOOST_TEST(asked_for({"--case", "mine/two"}) == "mine/two trace\n");
  BOOST_TEST(asked_for({"--tag", "x", "--filter", "two"}) == "mine/twofold trace\n");
  BOOST_TEST(asked_for({"--shard", "1/2"}) == "mine/one trace\nmine/twofold trace\n");
  BOOST_TEST(asked_for({"--shard", "2/2"}) == "mine/two trace\n");
  const auto none = run({"--corpus", "file:mine.py", "--case", "mine/tow"});
  exits(none, 2);
  says(none.err, "--case 'mine/tow': no corpus has a case of that name");
  exits(run({"--corpus", "file:mine.py", "--filter", "nothing"}), 4);
  const auto alone = run({"--case", "mine/two"});
  exits(alone, 2);
  says(alone.err, "no --corpus is named");
}

BOOST_AUTO_TEST_CASE(an_interrupted_run_goes_on_with_what_is_missing) {
  lists({listed_case("mine/one"), listed_case("mine/two")});
  exits(run({"--corpus", "file:mine.py", "--engine", "trace"}), 0);
  fs::remove(folder.path / "fake.log");
  exits(run({"--resume"}), 0);
  BOOST_TEST(asked() == "file:mine.py eager\n");
  lists({listed_case("mine/one", "entry = 3\n"), listed_case("mine/two"), listed_case("mine/three")});
  fs::remove(folder.path / "fake.log");
  const auto ended = run({"--resume"});
  exits(ended, 0);
  says(ended.err, "mine/one has changed since its records were made");
  BOOST_TEST(asked() == "file:mine.py eager\nmine/one trace\nmine/three trace\n");
  says(ended.out, "3 records");
}

BOOST_AUTO_TEST_CASE(a_change_since_a_baseline_is_unexpected) {
  lists({listed_case("mine/one"), listed_case("mine/two")});
  exits(run({"--corpus", "file:mine.py", "--engine", "trace", "--out", "before"}), 0);
  answers({listing("file:mine.py", {listed_case("mine/one"), listed_case("mine/two")}),
           {{"case", "mine/two"}, {"record", {{"verdict", "timed_out"}}}}});
  const auto ended = run({"--corpus", "file:mine.py", "--engine", "trace", "--baseline", "before"});
  exits(ended, 1);
  says(ended.out, "UNEXPECTED mine/two trace fake: timed_out");
  says(ended.out, "2 records: 1 as expected, 1 unexpected\n");
}

BOOST_AUTO_TEST_CASE(workers_may_have_other_cases_and_other_programs) {
  lists({listed_case("mine/both"), listed_case("mine/other", "entry = 1\n"), listed_case("mine/first")});
  add_worker("second", {{"answers",
                         {listing("file:mine.py", {listed_case("mine/both"), listed_case("mine/other", "entry = 2\n"),
                                                   listed_case("mine/second")})}}});
  exits(run({"--corpus", "file:mine.py", "--engine", "trace", "--worker", "fake,second"}), 0);
  BOOST_TEST(asked() == "file:mine.py eager\nmine/both trace\nmine/other trace\nmine/first trace\n");
  BOOST_TEST(content_of(folder.path / "second.log") ==
             "file:mine.py eager\nmine/both trace\nmine/other trace\nmine/second trace\n");
  const auto run = latest();
  const auto program_in = [&](std::size_t k) {
    return run.text(run.records.at(k).making.at("program").at("files").at("program.py"));
  };
  BOOST_TEST(program_in(1) == "entry = 1\n");
  BOOST_TEST(program_in(4) == "entry = 2\n");
}

BOOST_AUTO_TEST_CASE(many_cases_are_summed_up) {
  std::vector<Json> cases;
  for (int k = 0; k < 101; ++k) cases.push_back(listed_case("mine/" + std::to_string(k)));
  lists(cases);
  const auto ended = run({"--corpus", "file:mine.py", "--engine", "trace"});
  exits(ended, 0);
  BOOST_TEST(!holds(ended.out, "mine/7"));
  says(ended.out, "101 (100.0%)");
  says(jit_probe({"table", "latest"}, folder.path).out, "mine/7 ");
}

BOOST_AUTO_TEST_CASE(what_was_left_out_is_said_and_kept) {
  answers({listing("file:mine.py", {listed_case("mine/one")},
                   {{"left_out", Json::array({{{"name", "mine.x"}, {"stage", "built"}, {"reason", "it needs y"}}})}})});
  const auto ended = run({"--corpus", "file:mine.py"});
  exits(ended, 0);
  says(ended.out, "file:mine.py on fake: 1 cases, 1 left out\n  not built: 1\n    mine.x: it needs y\n");
  const auto kept = Json::parse(content_of(folder.path / "runs/latest/corpora.json"));
  BOOST_TEST(kept.at(0).at("left_out").at(0).at("reason") == "it needs y");
}

BOOST_AUTO_TEST_CASE(a_corpus_that_no_worker_lists_ends_the_command) {
  answers({listing("file:mine.py", {listed_case("mine/one")}, {{"failure", "listing it raised ValueError: no"}})});
  const auto ended = run({"--corpus", "file:mine.py"});
  exits(ended, 2);
  says(ended.err, "--corpus 'file:mine.py': listing it raised ValueError: no\n");
  answers({{{"case", "file:mine.py"}, {"die", 3}}});
  const auto died = run({"--corpus", "file:mine.py"});
  exits(died, 2);
  says(died.err, "the worker itself ended with exit code 3 while it ran this case");
}

BOOST_AUTO_TEST_CASE(what_names_no_corpus_is_refused) {
  const auto refused = [&](const std::string& word, const std::string& why) {
    const auto ended = run({"--corpus", word});
    exits(ended, 2);
    says(ended.err, why);
  };
  refused("opinfos", "there is no corpus 'opinfos': did you mean 'opinfo'? there are file:PATH.py, opinfo");
  refused("file", "--corpus 'file' does not say of what: write file:PATH.py");
  refused("opinfo:add", "opinfo takes nothing after a colon");
  refused("file:nowhere.py", "there is no file 'nowhere.py'");
  folder.write("program.py", corpus_file);
  refused("file:program.py", "each case gets a program.py, and there is one already: rename it");
  folder.write("bad.toml", "\"a.*\" = 3\n");
  const auto ended = run({"--corpus", "package:a", "--corpus-inputs", "bad.toml"});
  exits(ended, 2);
  says(ended.err, "bad.toml:1:");
  says(ended.err, "'a.*' has no expression");
  BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_CASE(cases_are_saved_under_names_that_files_can_have) {
  const std::string saved_program = "entry = abs\n\n\ndef inputs():\n    return [(1,)]\n";
  lists(
      {listed_case("mine/sum(_, dim=0)", saved_program, {"sum"}), listed_case("mine/sum(_, dim=(0,))", saved_program)});
  const auto ended = run({"--corpus", "file:mine.py", "--filter", "sum", "--save-case", "saved"});
  exits(ended, 0);
  const auto saved = folder.path / "saved/mine/sum_dim_0";
  BOOST_TEST(content_of(saved / "program.py") == saved_program);
  BOOST_TEST(content_of(saved / "mine.py") == corpus_file);
  says(content_of(saved / "case.toml"), "title = \"mine/sum(_, dim=0)\"\nentry = \"entry\"\n");
  says(content_of(saved / "case.toml"), "tags = [\"saved_corpus\", \"sum\"]");
  BOOST_TEST(fs::exists(folder.path / "saved/mine/sum_dim_0_2/program.py"));
  exits(run({"saved", "--engine", "trace"}), 0);
  const auto twice = run({"--corpus", "file:mine.py", "--save-case", "saved"});
  exits(twice, 2);
  says(twice.err, "is there already");
}

BOOST_AUTO_TEST_CASE(torchs_own_word_of_an_example_is_compared) {
  answers({listing("exportdb", {listed_case("exportdb/a", "1", {"torch says SUPPORTED"}),
                                listed_case("exportdb/b", "1", {"torch says NOT_SUPPORTED_YET"})})});
  const auto ended = run({"--corpus", "exportdb", "--engine", "export"});
  exits(ended, 0);
  says(ended.out,
       "verdicts that disagree with torch.export's own word\n"
       "  exportdb/b export fake: sound, torch says NOT_SUPPORTED_YET\n");
}

BOOST_AUTO_TEST_SUITE_END()
