// The table of mechanisms.
#include <boost/test/unit_test.hpp>

#include "example_records.hpp"
#include "jit_probe/render/table.hpp"

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(mechanisms_test)

BOOST_AUTO_TEST_CASE(records_are_counted_by_engine) {
  const auto table = mechanism_table(example_records());
  BOOST_TEST(table.columns.size() == 2u);
  const auto& rows = table.groups.at(0).rows;
  BOOST_TEST(rows.size() == 1u);
  BOOST_TEST(rows.at(0).name == "one_path_traced");
  BOOST_TEST(rows.at(0).cells.at(0).text == "0");
  BOOST_TEST(rows.at(0).cells.at(1).text == "1");
  BOOST_TEST(table.totals.at(0).cells.at(1).text == "1");
}

BOOST_AUTO_TEST_SUITE_END()
