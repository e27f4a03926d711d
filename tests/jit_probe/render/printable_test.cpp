// Text from programs is made safe for where it is shown.
#include "jit_probe/render/printable.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(printable_test)

BOOST_AUTO_TEST_CASE(control_characters_and_broken_bytes_become_question_marks) {
  BOOST_TEST(printable("a\tb\nc\033[2J\x7F") == "a?b?c?[2J?");
  BOOST_TEST(printable("\xC3\xA4 stays") == "\xC3\xA4 stays");
  BOOST_TEST(printable("\xFF\xC3 goes, \xC3\xA4 stays") == "?? goes, \xC3\xA4 stays");
  // The second set of control characters, of which U+009B means the same as ESC [.
  BOOST_TEST(printable("\xC2\x9B"
                       "2J \xC2\x80\xC2\x9F\xC2\xA0\xC3\x9B") == "?2J ??\xC2\xA0\xC3\x9B");
  BOOST_TEST(printable("\x9B"
                       "2J") == "?2J");
}

BOOST_AUTO_TEST_CASE(markdown_is_escaped) {
  BOOST_TEST(markdown_escaped("a|b*c_d`e<f>&\n[g]") == "a\\|b\\*c\\_d\\`e&lt;f&gt;&amp; \\[g\\]");
  BOOST_TEST(markdown_escaped("\033[1mx\r\n\xFF") == "?\\[1mx  ?");
}

BOOST_AUTO_TEST_CASE(width_counts_code_points) {
  BOOST_TEST(width_of("\xC3\xA4\xE2\x86\x92x") == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
