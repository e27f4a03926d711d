// `jit_probe accept` writes what came into case.toml, and refuses what must not be accepted.
#include <boost/test/unit_test.hpp>

#include "support/example_run.hpp"
#include "support/process.hpp"

using namespace dy2stat;

namespace {

const std::string accept_head = "title = \"t\"\nentry = \"func\"\ntags = [\"a\"]\nwhy = \"w\"\n\n";
const std::string expects_sound = "[[expect]]\nengine = [\"script\", \"trace\"] # both\nverdict = \"sound\"\n";

// A suite with the case g/one and a run of it.
struct AcceptSuite {
  test::Folder folder;

  AcceptSuite() {
    folder.write("cases/mechanisms.toml",
                 "[known]\ntitle = \"t\"\nengines = [\"trace\"]\ntext = \"x\"\nsince = \"s\"\nreported = []\n");
    folder.write("cases/g/one/program.py", "def func(x):\n    return x\n\n\ndef inputs():\n    return [(1,)]\n");
    folder.write("cases/g/one/case.toml", accept_head + expects_sound);
  }
  std::string toml() const { return test::content_of(folder.path / "cases/g/one/case.toml"); }
  test::Ended accept(std::vector<std::string> words) const {
    words.insert(words.begin(), "accept");
    return test::jit_probe(words, folder.path);
  }
};

// A record of g/one, of which the case expects `sound`.
Record came(const char* engine, const char* torch, Verdict verdict) {
  Record record;
  record.case_name = "g/one";
  record.engine = engine;
  record.torch = TorchVersion::parse(torch);
  record.worker = std::string("torch-") + torch;
  record.verdict = verdict;
  if (verdict == Verdict::unsound) record.differences = {{Aspect::values, Severity::wrong, "result", "1", "2", ""}};
  record.expected = Expected{};
  record.expected->at = "cases/g/one/case.toml:6:1";
  record.as_expected = verdict == Verdict::sound;
  return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accept_test)

BOOST_FIXTURE_TEST_CASE(an_expectation_is_divided_where_one_engine_changed, AcceptSuite) {
  test::write_run(folder.path / "runs/r",
                  {came("script", "1.13.1", Verdict::sound), came("script", "2.13.0", Verdict::sound),
                   came("trace", "1.13.1", Verdict::unsound), came("trace", "2.13.0", Verdict::unsound)});
  const auto dry = accept({"r", "--mechanism", "known", "--dry-run"});
  BOOST_TEST(dry.exit_code == 0, dry.err);
  BOOST_TEST(dry.out.find("+mechanism = \"known\"\n") != std::string::npos);
  BOOST_TEST(toml() == accept_head + expects_sound);

  const auto ended = accept({"r", "one", "--mechanism", "known"});
  BOOST_TEST(ended.exit_code == 0, ended.err);
  BOOST_TEST(ended.out == dry.out);
  BOOST_TEST(toml() ==
             accept_head +
                 "[[expect]]\nengine = [\"script\"] # both\nverdict = \"sound\"\n\n[[expect]]\nengine = [\"trace\"]\n"
                 "verdict = \"unsound\"\naspects = [\"values\"]\nmechanism = \"known\"\n");
}

BOOST_FIXTURE_TEST_CASE(a_torch_range_is_divided_where_one_torch_changed, AcceptSuite) {
  folder.write("cases/g/one/case.toml", accept_head + "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\n");
  test::write_run(folder.path / "runs/r",
                  {came("script", "1.13.1", Verdict::sound), came("script", "2.13.0", Verdict::crashed)});
  BOOST_TEST(accept({"r", "--no-mechanism"}).exit_code == 0);
  BOOST_TEST(toml() ==
             accept_head +
                 "[[expect]]\nengine = [\"script\"]\ntorch = \"<=1.13.1\"\nverdict = \"sound\"\n\n[[expect]]\nengine = "
                 "[\"script\"]\ntorch = \">=2.13.0\"\nverdict = \"crashed\"\n");
}

BOOST_FIXTURE_TEST_CASE(a_verdict_that_needs_a_mechanism_is_refused_without_one, AcceptSuite) {
  test::write_run(folder.path / "runs/r", {came("trace", "2.13.0", Verdict::unsound)});
  const auto ended = accept({"r"});
  BOOST_TEST(ended.exit_code == 2);
  BOOST_TEST(ended.err.find("g/one trace torch-2.13.0 is unsound: say why with --mechanism NAME") != std::string::npos,
             ended.err);
  const auto unknown = accept({"r", "--mechanism", "magic"});
  BOOST_TEST(unknown.exit_code == 2);
  BOOST_TEST(unknown.err.find("there is no mechanism 'magic'") != std::string::npos, unknown.err);
  BOOST_TEST(toml() == accept_head + expects_sound);
}

BOOST_FIXTURE_TEST_CASE(what_got_better_needs_no_mechanism, AcceptSuite) {
  folder.write("cases/g/one/case.toml",
               accept_head +
                   "[[expect]]\nengine = [\"trace\"]\ntorch = \">=2.13\" # new\nverdict = \"unsound\"\naspects = "
                   "[\"values\"]\nmechanism = \"known\"\n");
  auto better = came("trace", "2.13.0", Verdict::sound);
  better.as_expected = false;
  test::write_run(folder.path / "runs/r", {better});
  BOOST_TEST(accept({"r"}).exit_code == 0);
  BOOST_TEST(toml() ==
             accept_head + "[[expect]]\nengine = [\"trace\"]\ntorch = \">=2.13\" # new\nverdict = \"sound\"\n");
}

BOOST_FIXTURE_TEST_CASE(flaky_records_and_runs_that_did_not_finish_are_refused, AcceptSuite) {
  auto flaky = came("trace", "2.13.0", Verdict::unsound);
  flaky.flaky = true;
  test::write_run(folder.path / "runs/flaky", {flaky});
  const auto refused = accept({"flaky", "--no-mechanism"});
  BOOST_TEST(refused.exit_code == 2);
  BOOST_TEST(refused.err.find("is flaky") != std::string::npos, refused.err);
  test::write_run(folder.path / "runs/cut", {came("trace", "2.13.0", Verdict::unsound)}, "interrupted");
  const auto cut = accept({"cut", "--no-mechanism"});
  BOOST_TEST(cut.exit_code == 2);
  BOOST_TEST(cut.err.find("did not finish") != std::string::npos, cut.err);
  BOOST_TEST(toml() == accept_head + expects_sound);
}

BOOST_FIXTURE_TEST_CASE(demands_on_operators_are_not_dropped_unseen, AcceptSuite) {
  folder.write("cases/g/one/case.toml",
               accept_head + "[[expect]]\nengine = [\"trace\"]\nverdict = \"sound\"\nops.has = [\"prim::If\"]\n");
  auto blind = came("trace", "2.13.0", Verdict::sound);
  blind.expected->operators_has = {"prim::If"};
  blind.as_expected = false;
  test::write_run(folder.path / "runs/blind", {blind});
  const auto refused = accept({"blind", "--whole-range"});
  BOOST_TEST(refused.exit_code == 2);
  BOOST_TEST(refused.err.find("the run has no graph of it") != std::string::npos, refused.err);
  blind.artifact["graph"] = {{"operators", {{"prim::Loop", 1}}}};
  test::write_run(folder.path / "runs/seen", {blind});
  BOOST_TEST(accept({"seen", "--whole-range"}).exit_code == 0);
  BOOST_TEST(toml() == accept_head + "[[expect]]\nengine = [\"trace\"]\nverdict = \"sound\"\n");
}

BOOST_FIXTURE_TEST_CASE(a_case_that_changed_since_the_run_is_refused, AcceptSuite) {
  test::write_run(folder.path / "runs/r", {came("trace", "2.13.0", Verdict::unsound)});
  folder.write("cases/g/one/case.toml", accept_head + "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\n");
  const auto ended = accept({"r", "--no-mechanism"});
  BOOST_TEST(ended.exit_code == 2);
  BOOST_TEST(ended.err.find("changed since the run") != std::string::npos, ended.err);
}

BOOST_FIXTURE_TEST_CASE(nothing_to_accept_is_said, AcceptSuite) {
  test::write_run(folder.path / "runs/r", {came("trace", "2.13.0", Verdict::sound)});
  BOOST_TEST(accept({"r"}).exit_code == 4);
  BOOST_TEST(accept({"nowhere"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
