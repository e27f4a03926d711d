// What dy2stat.calls records, checked by recording.py with the Python of each worker.
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

BOOST_AUTO_TEST_SUITE(recording_test)

BOOST_DATA_TEST_CASE(every_check_of_the_python_side_holds, boost::unit_test::data::make(packages()), package) {
  const test::Folder folder;
  const auto output = folder.path / "output";
  const auto command = "cd '" + folder.path.string() + "' && PYTHONPATH='" + package + "' timeout 400 '" +
                       test::content_of(fs::path(package) / "interpreter") +
                       "' '" DY2STAT_SOURCE "/tests/bench/calls/recording.py' >output 2>errors";
  BOOST_TEST(std::system(command.c_str()) == 0, test::content_of(folder.path / "errors"));
  std::istringstream lines(test::content_of(output));
  int passed = 0;
  for (std::string line; std::getline(lines, line);) {
    BOOST_CHECK_MESSAGE(line.starts_with("ok "), line);
    passed += line.starts_with("ok ");
  }
  BOOST_TEST(passed == 27);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat
