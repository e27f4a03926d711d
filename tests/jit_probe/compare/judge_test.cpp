// Judging records by expectations.
#include "jit_probe/compare/judge.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

Record rejected() {
  Record record;
  record.verdict = Verdict::rejected;
  record.stage = Stage::capture;
  record.error = Error{"NotSupportedError", "generators are not\nsupported", "", {}};
  return record;
}

Expected expect(Verdict verdict) {
  Expected expected;
  expected.verdict = verdict;
  expected.at = "cases/a/b/case.toml:7:1";
  return expected;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(judge_test)

BOOST_AUTO_TEST_CASE(nothing_expected_is_neither_right_nor_wrong) {
  Record record;
  record.as_expected = true;
  judge(record, std::nullopt);
  BOOST_TEST(!record.as_expected.has_value());
  BOOST_TEST(why_unexpected(record) == "");
}

BOOST_AUTO_TEST_CASE(unavailable_is_never_unexpected) {
  Record record;
  record.verdict = Verdict::unavailable;
  judge(record, expect(Verdict::sound));
  BOOST_TEST(!record.as_expected.has_value());
  BOOST_TEST(record.expected.has_value());
  BOOST_TEST(why_unexpected(record) == "");
}

BOOST_AUTO_TEST_CASE(a_better_verdict_is_unexpected_too) {
  Record record;
  judge(record, expect(Verdict::unsound));
  BOOST_TEST((record.as_expected == false));
}

BOOST_AUTO_TEST_CASE(unsound_needs_exactly_the_wrong_aspects) {
  Record record;
  record.verdict = Verdict::unsound;
  record.differences = {{Aspect::values, Severity::wrong, "", "", "", ""},
                        {Aspect::values, Severity::wrong, "", "", "", ""},
                        {Aspect::shape, Severity::note, "", "", "", ""}};
  auto expected = expect(Verdict::unsound);
  expected.aspects = {Aspect::values};
  judge(record, expected);
  BOOST_TEST((record.as_expected == true));
  expected.aspects = {Aspect::shape, Aspect::values};
  expected.mechanism = "one_path_traced";
  judge(record, expected);
  BOOST_TEST(why_unexpected(record) ==
             "expected unsound in values, shape by one_path_traced (cases/a/b/case.toml:7:1)\ncame unsound in values");
}

BOOST_AUTO_TEST_CASE(rejected_needs_stage_and_error) {
  auto record = rejected();
  auto expected = expect(Verdict::rejected);
  expected.stage = Stage::capture;
  for (const auto* error : {"NotSupportedError: gen", "not\nsupp"}) {
    expected.error = error;
    judge(record, expected);
    BOOST_TEST((record.as_expected == true));
  }
  expected.error = "lambda";
  judge(record, expected);
  BOOST_TEST(why_unexpected(record) ==
             "expected rejected at capture with 'lambda' (cases/a/b/case.toml:7:1)\n"
             "came rejected at capture: NotSupportedError: generators are not");
  record.reason = "a lambda has no source";
  judge(record, expected);
  BOOST_TEST((record.as_expected == true));
  expected.stage = Stage::call;
  judge(record, expected);
  BOOST_TEST((record.as_expected == false));
}

BOOST_AUTO_TEST_CASE(an_outcome_shows_the_first_line_of_the_error_that_is_not_empty) {
  auto record = rejected();
  record.error->message = "\nno such operator:\n  x";
  BOOST_TEST(outcome_of(record) == "rejected at capture: NotSupportedError: no such operator:");
  record.error->message = "\n";
  BOOST_TEST(outcome_of(record) == "rejected at capture: NotSupportedError: ");
}

BOOST_AUTO_TEST_CASE(operators_of_a_graph_that_was_not_recorded_are_not_as_expected) {
  Record record;
  auto expected = expect(Verdict::sound);
  expected.operators_not = {"aten::Int"};
  judge(record, expected);
  BOOST_TEST((record.as_expected == false));
  BOOST_TEST(why_unexpected(record).find("graph not recorded") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(operators_are_looked_up_in_the_graph) {
  Record record;
  record.artifact["graph"] = Json{{"operators", {{"prim::Loop", 2}, {"aten::Int", 1}}}};
  auto expected = expect(Verdict::sound);
  expected.operators_has = {"prim::Loop"};
  judge(record, expected);
  BOOST_TEST((record.as_expected == true));
  expected.operators_has = {"prim::If"};
  expected.operators_not = {"aten::Int"};
  judge(record, expected);
  BOOST_TEST(why_unexpected(record) ==
             "expected sound, graph with prim::If, graph without aten::Int (cases/a/b/case.toml:7:1)\n"
             "came sound, graph without prim::If, with aten::Int");
  record.artifact = Json::object();
  expected.operators_not.clear();
  judge(record, expected);
  BOOST_TEST((record.as_expected == false));
}

BOOST_AUTO_TEST_CASE(what_a_graph_calls_counts_as_its_own) {
  Record record;
  record.artifact["graph"] = Json{{"operators", {{"prim::CallMethod", 1}}}};
  record.artifact["inlined"] = Json{{"operators", {{"aten::batch_norm", 1}}}};
  auto expected = expect(Verdict::sound);
  expected.operators_has = {"prim::CallMethod", "aten::batch_norm"};
  judge(record, expected);
  BOOST_TEST((record.as_expected == true));
  expected.operators_has.clear();
  expected.operators_not = {"aten::batch_norm"};
  judge(record, expected);
  BOOST_TEST((record.as_expected == false));
}

BOOST_AUTO_TEST_SUITE_END()
