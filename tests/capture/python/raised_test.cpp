// Python exceptions as text that is the same in every run.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

#include "capture/python/raised.hpp"

namespace dy2stat {

namespace {

Raised raised_by(const std::string& source) {
  try {
    py::module_::import("builtins").attr("exec")(source, py::dict());
  } catch (py::error_already_set& error) {
    return raised_from(error);
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(raised_test)

BOOST_AUTO_TEST_CASE(type_and_message) {
  const auto raised = raised_by("raise KeyError('a')");
  BOOST_TEST(raised.type == "KeyError");
  BOOST_TEST(raised.message == "'a'");
  BOOST_TEST(raised.where == "");
}

BOOST_AUTO_TEST_CASE(a_message_that_is_no_utf8_or_raises_itself) {
  BOOST_TEST(raised_by("raise ValueError('\\udcff')").message == "\\udcff");
  BOOST_TEST(raised_by("class E(Exception):\n  def __str__(self): raise ValueError()\nraise E()").message ==
             "(its message cannot be shown: __str__ raised)");
}

BOOST_AUTO_TEST_CASE(the_line_in_the_current_folder_and_no_trace_of_the_folder) {
  const auto before = std::filesystem::current_path();
  const auto folder = std::filesystem::temp_directory_path() / ("raised_test-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  std::filesystem::current_path(folder);
  std::ofstream("raising_program.py") << "def go():\n    raise OSError(__file__ + ' is here')\n";
  const auto raised = raised_by(
      "import sys, os\nsys.path.insert(0, os.getcwd())\nimport raising_program\n"
      "sys.path.pop(0)\nraising_program.go()");
  std::filesystem::current_path(before);
  std::filesystem::remove_all(folder);
  BOOST_TEST(raised.where == "raising_program.py:2");
  BOOST_TEST(raised.message == "raising_program.py is here");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
