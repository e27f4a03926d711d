// What dy2stat.calls records, checked by the programs in recording/ with the Python of each worker.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <sstream>

#include "tests/support/folder.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// The workers' packages: build/NAME/python, in which the file `interpreter` names the Python that it is for.
std::vector<std::string> packages() {
  std::vector<std::string> found;
  for (const auto& item : fs::directory_iterator(DY2STAT_BINARY))
    if (fs::exists(item.path() / "python/interpreter")) found.push_back(item.path() / "python");
  return found;
}

const std::vector<std::string> programs{"api_level.py", "sealed_calls.py", "operator_level.py", "files_and_faults.py",
                                        "public_names.py"};

BOOST_AUTO_TEST_SUITE(recording_test)

BOOST_DATA_TEST_CASE(every_check_of_the_python_side_holds,
                     boost::unit_test::data::make(packages()) * boost::unit_test::data::make(programs), package,
                     program) {
  const test::Folder folder;
  const auto command = "cd '" + folder.path.string() + "' && PYTHONPATH='" + package + "' timeout 400 '" +
                       test::content_of(fs::path(package) / "interpreter") +
                       "' '" DY2STAT_SOURCE "/tests/bench/calls/recording/" + program + "' >output 2>errors";
  BOOST_TEST(std::system(command.c_str()) == 0, test::content_of(folder.path / "errors"));
  std::istringstream lines(test::content_of(folder.path / "output"));
  int checks = -1, seen = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("checks: ")) {
      checks = std::stoi(line.substr(8));
      continue;
    }
    BOOST_CHECK_MESSAGE(line.starts_with("ok ") || line.starts_with("skipped "), line);
    if (line.starts_with("skipped ")) BOOST_TEST_MESSAGE(line);
    ++seen;
  }
  BOOST_TEST(seen > 0);
  BOOST_TEST(seen == checks);  // else the program ended before its last check
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat
