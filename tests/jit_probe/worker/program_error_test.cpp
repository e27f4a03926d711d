// Exceptions as a record shows them.
#include "jit_probe/worker/program_error.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>

BOOST_AUTO_TEST_SUITE(program_error_test)

using namespace dy2stat;

namespace {

Error error_of(const std::string& code) {
  try {
    py::module_::import("builtins").attr("exec")(code, py::dict());
  } catch (py::error_already_set& raised) {
    return error_from(raised);
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_CASE(type_and_message) {
  const auto error = error_of("raise ValueError('no')");
  BOOST_TEST(error.type == "ValueError");
  BOOST_TEST(error.message == "no");
  BOOST_TEST(error.where == "");
}

BOOST_AUTO_TEST_CASE(a_message_that_cannot_be_shown) {
  BOOST_TEST(error_of("class Odd(Exception):\n  def __str__(self): raise ValueError\nraise Odd").message ==
             "(its message cannot be shown: __str__ raised)");
}

BOOST_AUTO_TEST_CASE(folders_of_a_case_are_left_out) {
  const auto folder = (std::filesystem::temp_directory_path() / "jit_probe-a1B2c3/").string();
  BOOST_TEST(without_folder("at " + folder + "script/program.py and " + folder + "program/data/x.txt") ==
             "at program.py and data/x.txt");
  BOOST_TEST(without_folder(folder) == folder);
  BOOST_TEST(error_of("exec(compile('1/0', '" + folder + "program/program.py', 'exec'))").where == "program.py:1");
}

BOOST_AUTO_TEST_CASE(memory_that_ended) {
  BOOST_TEST((verdict_for({"MemoryError", "", "", nullptr}, Verdict::rejected) == Verdict::out_of_memory));
  BOOST_TEST((verdict_for({"RuntimeError", "DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes",
                           "", nullptr},
                          Verdict::rejected) == Verdict::out_of_memory));
  BOOST_TEST((verdict_for({"ValueError", "", "", nullptr}, Verdict::rejected) == Verdict::rejected));
}

BOOST_AUTO_TEST_SUITE_END()
