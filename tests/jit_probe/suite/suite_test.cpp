// Cases are found and read below any path.
#include "jit_probe/suite/suite.hpp"

#include <boost/test/unit_test.hpp>

#include "support/folder.hpp"

using namespace dy2stat;
namespace fs = std::filesystem;

namespace {

const std::string program = "def func(x): ...\ndef inputs(): ...\n";
const std::string head_of_case = "title = \"t\"\nentry = \"func\"\ntags = [\"t\"]\nwhy = \"w\"\n";
const std::string by_cause = "[[expect]]\nengine = [\"trace\"]\nverdict = \"sound\"\nmechanism = \"cause\"\n";

struct Cases {
  test::Folder folder;
  Problems problems;
  void add(const std::string& name, const std::string& more = "") const {
    folder.write(name + "/case.toml", head_of_case + more);
    folder.write(name + "/program.py", program);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(suite_test, Cases)

BOOST_AUTO_TEST_CASE(cases_are_found_below_any_path_and_sorted) {
  for (const std::string name : {"b/two", "a/one", "b/one"}) add(name);
  folder.write("requirements/torch.txt", "torch");
  const std::vector<fs::path> all{folder.path / "a/one", folder.path / "b/one", folder.path / "b/two"};
  BOOST_CHECK(find_cases({folder.path}, problems) == all);
  BOOST_CHECK(find_cases({folder.path / "b" / "", folder.path / "a/../b/one"}, problems) ==
              std::vector(all.begin() + 1, all.end()));
  BOOST_TEST(problems.empty());
}

BOOST_AUTO_TEST_CASE(paths_that_are_no_cases) {
  const auto lonely = folder.write("b/three/program.py", "").parent_path();
  find_cases({folder.path, folder.path / "nowhere", lonely / "program.py"}, problems);
  BOOST_TEST_REQUIRE(problems.size() == 3u);
  BOOST_TEST(problems[0].text() ==
             (lonely / "case.toml").string() + ":1:1: a program without case.toml: describe the case there");
  BOOST_TEST(problems[1].what == "there is no such folder");
  BOOST_TEST(problems[2].mend ==
             "name what is captured in it, " + (lonely / "program.py").string() + ":ENTRY, or the folder of a case");
}

BOOST_AUTO_TEST_CASE(two_cases_of_one_name) {
  add("one/a/b");
  add("two/a/b");
  BOOST_TEST(read_suite({folder.path}, problems).cases.size() == 2u);
  BOOST_TEST_REQUIRE(problems.size() == 1u);
  BOOST_TEST(problems[0].text() == (folder.path / "two/a/b/case.toml").string() +
                                       ":1:1: there are two cases 'a/b', the other in " +
                                       (folder.path / "one/a/b").string() +
                                       ": rename one of the folders: the last two of a case's path are its name");
}

BOOST_AUTO_TEST_CASE(mechanisms_are_those_of_the_nearest_folder_above) {
  add("cases/a/one", by_cause);
  add("elsewhere/two", by_cause);
  folder.write("cases/mechanisms.toml",
               "[cause]\ntitle = \"t\"\nengines = []\ntext = \"x\"\nsince = \"s\"\nreported = []\n");
  const auto suite = read_suite({folder.path}, problems);
  BOOST_TEST_REQUIRE(suite.cases.size() == 1u);
  BOOST_TEST(suite.cases[0].name == "a/one");
  BOOST_TEST(suite.mechanisms.at("cause").title == "t");
  BOOST_TEST_REQUIRE(problems.size() == 1u);
  BOOST_TEST(problems[0].what == "no mechanisms.toml in a folder above explains 'cause'");
}

BOOST_AUTO_TEST_CASE(problems_of_mechanisms) {
  const auto file = folder.write("mechanisms.toml",
                                 "stray = 1\n[cause]\ntitle = 3\ntext = \"x\"\nsinze = \"s\"\nengines = []\n"
                                 "reported = []\n");
  read_mechanisms(file, problems);
  std::vector<std::string> texts;
  for (const auto& problem : problems) texts.push_back(problem.text().substr(file.string().size()));
  const std::vector<std::string> expected{
      ":5:1: unknown key 'sinze': did you mean 'since'? the keys are title, engines, text, since, reported",
      ":3:9: 'title' is no string: put it in quotation marks", ":2:1: 'since' is missing: write since = \"...\"",
      ":1:9: 'stray' is no table: write [stray], and its keys below"};
  BOOST_TEST(texts == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_case_of_the_project_reads_without_a_problem) {
  BOOST_TEST(read_suite({DY2STAT_SOURCE "/cases"}, problems).cases.size() > 50u);
  for (const auto& problem : problems) BOOST_ERROR(problem.text());
}

BOOST_AUTO_TEST_SUITE_END()
