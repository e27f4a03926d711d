// Run folders: what is cut off, what is stored once.
#include "jit_probe/record/run_folder.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(run_folder_test)

BOOST_AUTO_TEST_CASE(a_torn_last_line_is_passed_over_and_cut_off) {
  const auto folder = std::filesystem::temp_directory_path() / ("dy2stat-run-" + std::to_string(::getpid()));
  Record record;
  record.case_name = "a/b";
  {
    RunWriter writer(folder, {});
    writer.add(record);
    writer.add_blob("ab", "first");
    writer.add_blob("ab", "second");
  }
  std::ofstream(folder / "records.jsonl", std::ios::app) << "{\"schema\": 1, \"ca";
  auto run = read_run({folder});
  BOOST_TEST(run.records.size() == 1u);
  BOOST_TEST(run.text(text_reference("ab", 5)) == "first");
  BOOST_CHECK_THROW(run.blob("cd"), BadRecord);
  record.case_name = "a/c";
  RunWriter(folder, {}).add(record);
  run = read_run({folder});
  BOOST_TEST(run.records.size() == 2u);
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
