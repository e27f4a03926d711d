// What passes made of a program, as text.
#include "jit_probe/render/lowering.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat {
namespace {

const std::vector<LoweringStep> steps{{"source", 0, 2, "a\nb\n", {}},
                                      {"asserts", 0.0000123, 2, "a\nb\n", {}},
                                      {"break_statements", 0.001, 3, "a\nc\nd\n", {}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(lowering_test)

BOOST_AUTO_TEST_CASE(a_pass_that_changed_nothing_has_no_difference) {
  BOOST_TEST(lowering_diff_text(steps) ==
             "--- before break_statements\n+++ after break_statements\n@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n");
}

BOOST_AUTO_TEST_CASE(a_timeline_has_a_line_a_pass) {
  BOOST_TEST(lowering_timeline_text(steps) ==
             "pass                              us   statements   lines\n"
             "source                                          2       2\n"
             "asserts                         12.3            2       2\n"
             "break_statements              1000.0            3       3\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
