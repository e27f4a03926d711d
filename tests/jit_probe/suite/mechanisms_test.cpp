// Explanations of mechanisms.
#include "jit_probe/suite/mechanisms.hpp"

#include <boost/test/unit_test.hpp>

#include "support/folder.hpp"

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(mechanism_test)

BOOST_AUTO_TEST_CASE(mechanisms_are_read_with_title_and_text) {
  const auto mechanisms = explained_mechanisms(DY2STAT_SOURCE "/cases/mechanisms.toml");
  BOOST_TEST_REQUIRE(mechanisms.contains("one_path_traced"));
  const auto& mechanism = mechanisms.at("one_path_traced");
  BOOST_TEST(mechanism.title == "a branch is decided once, by the example");
  BOOST_TEST(mechanism.text.find("prim::If") != std::string::npos);
  BOOST_TEST(!mechanism.since.empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_or_broken_explains_nothing) {
  const test::Folder folder;
  BOOST_TEST(explained_mechanisms(folder.path / "none.toml").empty());
  BOOST_TEST(explained_mechanisms(folder.write("broken.toml", "[a\n")).empty());
}

BOOST_AUTO_TEST_CASE(the_file_stands_two_folders_above_the_case) {
  BOOST_TEST(mechanisms_file_for("cases/closures/late/case.toml:3:1") == "cases/mechanisms.toml");
  BOOST_TEST(mechanisms_file_for("/x/cases/a/b/case.toml:3:1") == "/x/cases/mechanisms.toml");
  BOOST_TEST(mechanisms_file_for("baseline torch-1.13.1") == "cases/mechanisms.toml");
}

BOOST_AUTO_TEST_SUITE_END()
