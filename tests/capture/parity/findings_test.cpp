// Which differences are kept, and how their places read.
#include "tests/capture/parity/programs.hpp"

#include "capture/parity/findings.hpp"

namespace dy2stat::parity::test {

namespace {

Place element(int i) {
  return Place().at("input set 0").at("round 0").at("result").at("[" + std::to_string(i) + "]");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(findings_test)

BOOST_AUTO_TEST_CASE(a_place_names_the_chain) {
  BOOST_TEST(element(2).at("'mask'").text() == "input set 0 -> round 0 -> result -> [2] -> 'mask'");
  BOOST_TEST(element(2).text_without_round() == "input set 0 -> result -> [2]");
}

BOOST_AUTO_TEST_CASE(the_same_place_in_another_round_is_kept_once) {
  Comparison comparison;
  Findings findings(comparison, {});
  for (int round = 0; round < 3; ++round)
    findings.add(Place().at("input set 0").at("round " + std::to_string(round)), Aspect::values, Severity::wrong, "",
                 "");
  check(comparison, {"values: input set 0 -> round 0"});
}

BOOST_AUTO_TEST_CASE(fifty_are_kept) {
  Comparison comparison;
  Findings findings(comparison, {});
  for (int i = 0; i < 80; ++i) findings.add(element(i), Aspect::values, Severity::wrong, "", "");
  BOOST_TEST(comparison.differences.size() == 50u);
  BOOST_TEST(comparison.differences.back().where == element(49).text());
}

BOOST_AUTO_TEST_CASE(notes_never_crowd_out_what_is_wrong) {
  Comparison comparison;
  Findings findings(comparison, {});
  for (int i = 0; i < 80; ++i) findings.add(element(i), Aspect::shape, Severity::note, "", "");
  findings.add(element(0), Aspect::values, Severity::wrong, "", "");
  BOOST_TEST(comparison.differences.size() == 50u);
  BOOST_TEST(wrong(comparison).size() == 1u);
}

BOOST_AUTO_TEST_CASE(one_aspect_never_crowds_out_another) {
  Comparison comparison;
  Findings findings(comparison, {});
  for (int i = 0; i < 80; ++i) findings.add(element(i), Aspect::values, Severity::wrong, "", "");
  for (int i = 0; i < 80; ++i) findings.add(element(i), Aspect::gradients, Severity::wrong, "", "");
  findings.add(element(0), Aspect::state, Severity::wrong, "", "");
  BOOST_TEST(comparison.differences.size() == 50u);
  BOOST_TEST(comparison.differences[48].where == element(0).text());
  BOOST_TEST((comparison.differences[48].aspect == Aspect::gradients));
  BOOST_TEST((comparison.differences[49].aspect == Aspect::state));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
