// Functions of a running program, lowered, and the operators that they call.
#include "ast/runtime/lowered_function.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(lowered_function_test)

BOOST_AUTO_TEST_CASE(it_keeps_what_a_function_has) {
  const std::string command =
      "'" DY2STAT_PYTHON_EXECUTABLE "' '" DY2STAT_SOURCE "/tests/ast/runtime/lowered.py' '" DY2STAT_SYNTAX_FOLDER "'";
  BOOST_TEST(std::system(command.c_str()) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
