// workers.toml.
#include "jit_probe/suite/workers_file.hpp"

#include <boost/test/unit_test.hpp>

#include "support/folder.hpp"

using namespace dy2stat;

namespace {

struct File {
  test::Folder folder;
  Problems problems;
  std::vector<WorkerEntry> read(const std::string& content) {
    return read_workers_file(folder.write("workers.toml", content), problems);
  }
  void only(const std::string& content, const std::string& problem) {
    problems.clear();
    read(content);
    BOOST_TEST_REQUIRE(problems.size() == 1u);
    BOOST_TEST(problems[0].text() == (folder.path / "workers.toml").string() + problem);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(workers_file_test, File)

BOOST_AUTO_TEST_CASE(workers_are_read_in_order) {
  const auto workers = read(
      "[[worker]]\nname = \"old\"\ncommand = [\"chroot\", \"/srv/old\", \"jit_probe_worker\"]\n"
      "[[worker]]\nname = \"own\"\ncommand = [\"bin/worker\"]\nenvironment = { A = \"1 2\" }\n");
  BOOST_TEST(problems.empty());
  BOOST_TEST_REQUIRE(workers.size() == 2u);
  BOOST_TEST(workers[0].name == "old");
  const std::vector<std::string> there{"chroot", "/srv/old", "jit_probe_worker"};
  BOOST_TEST(workers[0].command == there, boost::test_tools::per_element());
  const std::vector<std::string> own{"env", "A=1 2", (folder.path / "bin/worker").string()};
  BOOST_TEST(workers[1].command == own, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(problems_are_named_with_their_place) {
  only("[[worker]]\nname = \"a\"\ncomand = []\ncommand = [\"x\"]\n",
       ":3:1: unknown key 'comand': did you mean 'command'? the keys are name, command, environment");
  only("[[worker]]\nname = \"a\"\n", ":1:1: 'command' is missing: write command = [\"...\"]");
  only("[[worker]]\nname = \"a\"\ncommand = []\n", ":3:11: 'command' is empty: name the program and what it is given");
  only("[[worker]]\nname = \"a\"\ncommand = \"x\"\n", ":3:11: 'command' is no list: write command = [\"...\"]");
  only("[[worker]]\nname = \"a, b\"\ncommand = [\"x\"]\n",
       ":2:8: 'a, b' cannot be named by --worker: leave out commas and spaces");
  only("[worker]\nname = \"a\"\n", ":1:1: 'worker' is no list of tables: write [[worker]], and its keys below");
  only("[[worker]]\nname = \"a\"\ncommand = [\"x\"]\nenvironment = { A = 1 }\n",
       ":4:21: 'A' is no string: put it in quotation marks");
  only("[[worker]]\nname = \"a\"\ncommand = [\"x\"]\n[[worker]]\nname = \"a\"\ncommand = [\"x\"]\n",
       ":5:8: there are two workers 'a': rename one of them");
}

BOOST_AUTO_TEST_SUITE_END()
