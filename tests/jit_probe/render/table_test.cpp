// What tables hold.
#include "jit_probe/render/table.hpp"

#include <boost/test/unit_test.hpp>

#include "example_records.hpp"

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(table_test)

BOOST_AUTO_TEST_CASE(columns_are_engines_then_torch_as_a_number) {
  auto records = example_records();
  records.push_back(example_record("x/y", "script", "1.13.0", Verdict::sound));
  const std::vector<std::string> columns{"script torch-1.9.0", "script torch-1.13.0", "script torch-2.13.0",
                                         "trace torch-2.13.0"};
  BOOST_TEST(verdict_table(records, TableBy::category).columns == columns, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_unavailable_on_one_torch_does_not_move_a_column) {
  const std::vector<Record> records{example_record("x/y", "export", "1.13.1", Verdict::unavailable),
                                    example_record("x/y", "script", "1.13.1", Verdict::sound),
                                    example_record("x/y", "script", "2.13.0", Verdict::sound),
                                    example_record("x/y", "export", "2.13.0", Verdict::sound)};
  const std::vector<std::string> columns{"script torch-1.13.1", "script torch-2.13.0", "export torch-1.13.1",
                                         "export torch-2.13.0"};
  BOOST_TEST(verdict_table(records, TableBy::category).columns == columns, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_case_that_an_engine_did_not_see_has_an_empty_cell) {
  const auto table = verdict_table(example_records(), TableBy::category);
  BOOST_TEST(table.groups.at(0).name == "closures");
  BOOST_TEST(table.groups.at(0).rows.at(0).cells.at(2).text == "");
  BOOST_TEST(table.groups.at(0).rows.at(0).cells.at(1).marked() == "rejected!");
  BOOST_TEST(table.groups.at(0).rows.at(0).cells.at(0).marked() == "sound~");
}

BOOST_AUTO_TEST_CASE(percentages_leave_out_what_is_unavailable) {
  const auto table = verdict_table(example_records(), TableBy::torch);
  const auto& rows = table.groups.at(0).rows;
  BOOST_TEST(rows.at(0).name == "1.9.0");
  BOOST_TEST(rows.at(0).cells.at(0).text == "1 (100.0%)");
  BOOST_TEST(rows.at(0).cells.at(3).text == "1");
  BOOST_TEST(table.totals.at(0).cells.at(0).text == "2 (50.0%)");
}

BOOST_AUTO_TEST_CASE(a_record_counts_for_each_tag) {
  const auto table = verdict_table(example_records(), TableBy::tag);
  const auto& rows = table.groups.at(0).rows;
  BOOST_TEST(rows.size() == 2u);
  BOOST_TEST(rows.at(1).name == "if");
  BOOST_TEST(rows.at(1).cells.at(2).text == "1 (50.0%)");
}

BOOST_AUTO_TEST_CASE(words_are_checked) {
  BOOST_TEST((table_by_from("tag") == TableBy::tag));
  BOOST_CHECK_EXCEPTION(table_by_from("colour"), UnknownWord, [](const UnknownWord& error) {
    return std::string(error.what()) == "a table is made by category, tag, engine or torch, not by 'colour'";
  });
}

BOOST_AUTO_TEST_SUITE_END()
