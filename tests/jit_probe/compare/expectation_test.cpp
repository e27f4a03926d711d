// The expectation that a record fulfils.
#include "jit_probe/compare/expectation.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

Record rejected(const std::string& message) {
  Record record;
  record.verdict = Verdict::rejected;
  record.stage = Stage::capture;
  record.error = Error{"RuntimeError", message, "", {}};
  return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expectation_test)

BOOST_AUTO_TEST_CASE(a_record_fulfils_what_is_made_of_it) {
  Record unsound;
  unsound.verdict = Verdict::unsound;
  unsound.differences = {{Aspect::shape, Severity::wrong, "", "", "", ""},
                         {Aspect::values, Severity::wrong, "", "", "", ""},
                         {Aspect::output, Severity::note, "", "", "", ""}};
  BOOST_CHECK((expectation_of(unsound, {}).aspects == std::vector{Aspect::values, Aspect::shape}));
  for (const auto& record : {unsound, rejected("no"), rejected("\n\n  first line  \nsecond"), Record{}})
    BOOST_TEST(fulfils(record, expectation_of(record, {})));
}

BOOST_AUTO_TEST_CASE(a_long_error_is_cut_between_words) {
  const auto expected = expectation_of(rejected(std::string(70, 'a') + " \xC3\xA4 word that no longer fits"), {});
  BOOST_TEST(expected.error == std::string(70, 'a') + " \xC3\xA4 word");
  BOOST_TEST(expectation_of(rejected(std::string(79, 'a') + "\xC3\xA4"), {}).error == std::string(79, 'a'));
}

BOOST_AUTO_TEST_CASE(of_the_old_expectation_stays_what_holds) {
  Expected old;
  old.verdict = Verdict::rejected;
  old.stage = Stage::call;
  old.error = "part";
  old.mechanism = "m";
  old.operators_has = {"prim::If", "prim::Loop"};
  old.operators_not = {"prim::If", "aten::Int"};
  auto record = rejected("some part of it");
  record.artifact["graph"] = {{"operators", {{"prim::If", 1}}}};
  const auto expected = expectation_of(record, old);
  BOOST_TEST(expected.error == "part");
  BOOST_TEST(expected.mechanism == "m");
  BOOST_CHECK(expected.stage == Stage::capture);
  BOOST_TEST(expected.operators_has == std::vector<std::string>{"prim::If"}, boost::test_tools::per_element());
  BOOST_TEST(expected.operators_not == std::vector<std::string>{"aten::Int"}, boost::test_tools::per_element());
  BOOST_TEST(expectation_of(rejected("another"), old).error == "another");
  BOOST_TEST(expectation_of(Record{}, old).mechanism == "");
}

BOOST_AUTO_TEST_SUITE_END()
