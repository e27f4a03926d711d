// What is printed for a person to paste runs as it was meant.
#include "jit_probe/cli/shell_words.hpp"

#include <boost/test/unit_test.hpp>

#include "support/process.hpp"

using dy2stat::shell_words;

BOOST_AUTO_TEST_SUITE(shell_words_test)

BOOST_AUTO_TEST_CASE(words_are_quoted_where_a_shell_would_take_them_apart) {
  BOOST_TEST(shell_words({"run", "a b", "x's", "", "--input", "(1, 2)"}) == "run 'a b' 'x'\\''s' '' --input '(1, 2)'");
}

BOOST_AUTO_TEST_CASE(what_could_steer_a_terminal_is_written_in_letters) {
  BOOST_TEST(shell_words({"\033[2Jx'\\", "\xFF"}) == "$'\\x1b[2Jx\\'\\\\' $'\\xff'");
}

BOOST_AUTO_TEST_CASE(a_shell_reads_the_words_that_were_meant) {
  const std::string odd = "a\nb\t'\\\033$x `y` \xC3\xA4\xFF!";
  const auto ended = dy2stat::test::run_process({"bash", "-c", "printf %s " + shell_words({odd})}, "/");
  BOOST_TEST(ended.out == odd);
}

BOOST_AUTO_TEST_SUITE_END()
