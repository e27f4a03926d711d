// The table of mechanisms.
#include <boost/test/unit_test.hpp>

#include "example_records.hpp"
#include "jit_probe/render/table.hpp"

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(mechanisms_test)

BOOST_AUTO_TEST_CASE(what_came_as_expected_is_counted_by_engine_and_torch) {
  auto records = example_records();
  records[1].as_expected = true;
  const auto table = mechanism_table(records, {{"one_path_traced", "a branch is decided once"}});
  BOOST_TEST((table.columns == std::vector<std::string>{"what happens", "script torch-1.9.0", "script torch-2.13.0",
                                                        "trace torch-2.13.0"}));
  const auto& rows = table.groups.at(0).rows;
  BOOST_TEST_REQUIRE(rows.size() == 1u);
  BOOST_TEST(rows[0].name == "one_path_traced");
  BOOST_TEST(rows[0].cells.at(0).text == "a branch is decided once");
  BOOST_TEST(rows[0].cells.at(2).text == "0");
  BOOST_TEST(rows[0].cells.at(3).text == "1");
  BOOST_TEST(table.totals.at(0).cells.at(3).text == "1");
}

BOOST_AUTO_TEST_CASE(a_record_that_came_otherwise_shows_no_mechanism) {
  auto records = example_records();
  records[1].as_expected = false;
  BOOST_TEST(mechanism_table(records, {}).groups.at(0).rows.empty());
}

BOOST_AUTO_TEST_SUITE_END()
