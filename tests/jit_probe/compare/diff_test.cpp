// Pairs of records and how they differ.
#include "jit_probe/compare/diff.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

Outline outline(const char* name, Verdict verdict = Verdict::sound, const char* worker = "torch-2.13.0") {
  Outline made;
  made.case_name = name;
  made.engine = "script";
  made.worker = worker;
  made.verdict = verdict;
  made.capture_seconds = 1;
  return made;
}

GraphOutline graph(const char* canonical, const char* operators, const char* schema) {
  return {"", canonical, true, operators, schema};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diff_test)

BOOST_AUTO_TEST_CASE(the_same_records_do_not_differ) {
  const auto diff = diff_of({outline("a"), outline("b")}, {outline("b"), outline("a")});
  BOOST_TEST(is_same(diff, false));
  BOOST_TEST(diff.compared == 2u);
  BOOST_TEST(diff.verdicts.at(Verdict::sound).first == 2u);
}

BOOST_AUTO_TEST_CASE(verdicts_that_changed_are_found) {
  const auto diff = diff_of({outline("a"), outline("b")}, {outline("a", Verdict::unsound), outline("b")});
  BOOST_TEST_REQUIRE(diff.changes.size() == 1u);
  BOOST_TEST(diff.changes[0].verdict);
  BOOST_TEST(!diff.changes[0].failure);
  BOOST_CHECK(diff.changes[0].before.verdict == Verdict::sound);
  BOOST_TEST(!is_same(diff, true));
}

BOOST_AUTO_TEST_CASE(another_stage_of_the_same_verdict_is_another_verdict) {
  auto before = outline("a", Verdict::rejected), after = before;
  before.stage = Stage::capture;
  after.stage = Stage::call;
  BOOST_TEST(diff_of({before}, {after}).changes.at(0).verdict);
}

BOOST_AUTO_TEST_CASE(another_error_is_found) {
  auto before = outline("a", Verdict::rejected), after = before;
  before.failure = after.failure = "E: here";
  BOOST_TEST(is_same(diff_of({before}, {after}), false));
  after.failure = "E: elsewhere";
  const auto diff = diff_of({before}, {after});
  BOOST_TEST(diff.changes.at(0).failure);
  BOOST_TEST(is_same(diff, true));
}

BOOST_AUTO_TEST_CASE(graphs_operators_and_schemas_are_compared) {
  auto before = outline("a"), after = before;
  before.graphs = {graph("x", R"({"aten::mul":1,"prim::If":2})", "f() -> int")};
  after.graphs = {graph("y", R"({"aten::mul":1,"prim::Loop":3})", "f() -> Any")};
  const auto diff = diff_of({before}, {after});
  BOOST_TEST_REQUIRE(diff.changes.size() == 1u);
  const auto& change = diff.changes[0].graphs.at(0);
  BOOST_TEST(change.canonical->first.canonical == "x");
  BOOST_TEST((change.operators == decltype(change.operators){{"prim::If", {2, 0}}, {"prim::Loop", {0, 3}}}));
  BOOST_TEST(change.schema->second == "f() -> Any");
}

BOOST_AUTO_TEST_CASE(a_fact_that_one_side_lacks_is_no_change) {
  auto before = outline("a"), after = before;
  after.graphs = {graph("y", R"({"aten::mul":1})", "f() -> Any")};
  BOOST_TEST(is_same(diff_of({before}, {after}), false));
  before.graphs = {graph("", "", "")};
  BOOST_TEST(is_same(diff_of({before}, {after}), false));
}

BOOST_AUTO_TEST_CASE(runs_of_one_worker_each_are_paired_whatever_the_workers_are) {
  const auto diff = diff_of({outline("a", Verdict::sound, "torch-1.13.1")}, {outline("a", Verdict::unsound)});
  BOOST_TEST(diff.compared == 1u);
  const auto several = diff_of({outline("a", Verdict::sound, "torch-1.13.1")},
                               {outline("a"), outline("a", Verdict::sound, "torch-1.13.1")});
  BOOST_TEST(several.compared == 1u);
  BOOST_TEST(several.only_after == std::vector<std::string>{"a script torch-2.13.0"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_only_one_side_has_is_named) {
  const auto diff = diff_of({outline("a"), outline("gone")}, {outline("a"), outline("new")});
  BOOST_TEST(diff.only_before == std::vector<std::string>{"gone script torch-2.13.0"},
             boost::test_tools::per_element());
  BOOST_TEST(diff.only_after == std::vector<std::string>{"new script torch-2.13.0"}, boost::test_tools::per_element());
  BOOST_TEST(!is_same(diff, true));
}

BOOST_AUTO_TEST_CASE(the_ratio_of_capture_times_is_the_median_of_what_both_captured) {
  auto slow = outline("a"), slower = outline("b"), refused = outline("c", Verdict::rejected);
  slow.capture_seconds = 2;
  slower.capture_seconds = 4;
  const auto diff = diff_of({outline("a"), outline("b"), outline("c")}, {slow, slower, refused});
  BOOST_TEST(diff.median_capture_ratio.value() == 3);
  BOOST_TEST(!diff_of({}, {}).median_capture_ratio.has_value());
}

BOOST_AUTO_TEST_CASE(a_worker_that_the_run_does_not_have_is_an_error) {
  const std::vector<Outline> both{outline("a"), outline("a", Verdict::sound, "torch-1.13.1")};
  BOOST_TEST(of_worker(both, "torch-1.13.1").size() == 1u);
  BOOST_CHECK_EXCEPTION(of_worker(both, "torch-1.9.0"), std::invalid_argument, [](const std::exception& error) {
    return std::string(error.what()) ==
           "the run has no record of the worker 'torch-1.9.0'; it has those of torch-1.13.1, torch-2.13.0";
  });
}

BOOST_AUTO_TEST_SUITE_END()
