// Python exceptions as text that is the same in every run.
#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_CASE(folders_of_a_case_are_left_out) {
  const auto folder = worker_folders() + "a1B2c3/12/";
  BOOST_TEST(without_folder("at " + folder + "script/program.py and " + folder + "program/data/x.txt") ==
             "at program.py and data/x.txt");
  BOOST_TEST(without_folder(folder) == folder);
  BOOST_TEST(raised_by("exec(compile('1/0', '" + folder + "program/program.py', 'exec'))").where == "program.py:1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
