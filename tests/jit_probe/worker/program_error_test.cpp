// Exceptions as a record shows them.
#include "jit_probe/worker/program_error.hpp"

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_CASE(memory_that_ended) {
  BOOST_TEST((verdict_for({"MemoryError", "", "", nullptr}, Verdict::rejected) == Verdict::out_of_memory));
  BOOST_TEST((verdict_for({"RuntimeError", "DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes",
                           "", nullptr},
                          Verdict::rejected) == Verdict::out_of_memory));
  BOOST_TEST((verdict_for({"ValueError", "", "", nullptr}, Verdict::rejected) == Verdict::rejected));
}

BOOST_AUTO_TEST_SUITE_END()
