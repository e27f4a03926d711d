// What the documents' test makes of a document.
#include "tests/documents/console_blocks.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat {
namespace {

BOOST_AUTO_TEST_SUITE(console_blocks_test)

BOOST_AUTO_TEST_CASE(a_block_holds_commands_their_output_and_the_last_ones_exit_code) {
  const auto blocks = console_blocks_in(
      "text\n```console exit=3\n$ echo one\none\n$ cat <<END\n> two\n>\n> END\ntwo\n\n```\n```cpp\n$ no "
      "command\n```\n");
  BOOST_REQUIRE_EQUAL(blocks.commands.size(), 2);
  BOOST_TEST(blocks.commands[0].line == 3);
  BOOST_TEST(blocks.commands[0].text == "echo one");
  BOOST_TEST(blocks.commands[0].expected == Lines{"one"}, boost::test_tools::per_element());
  BOOST_TEST(blocks.commands[0].exit_code == 0);
  BOOST_TEST(blocks.commands[1].text == "cat <<END\ntwo\n\nEND");
  BOOST_TEST(blocks.commands[1].exit_code == 3);
}

BOOST_AUTO_TEST_CASE(a_shown_file_is_found) {
  const auto blocks = console_blocks_in("```toml file=cases/a/case.toml\ntitle = \"a\"\n```\n");
  BOOST_REQUIRE_EQUAL(blocks.files.size(), 1);
  BOOST_TEST(blocks.files[0].path == "cases/a/case.toml");
  BOOST_TEST(blocks.files[0].text == "title = \"a\"\n");
}

BOOST_AUTO_TEST_CASE(a_block_that_cannot_be_read_is_refused) {
  const auto says = [](const std::string& what) {
    return [what](const std::invalid_argument& error) { return error.what() == what; };
  };
  BOOST_CHECK_EXCEPTION(console_blocks_in("\n```console\n$ ls\n"), std::invalid_argument,
                        says("line 2: this fence is never closed"));
  BOOST_CHECK_EXCEPTION(console_blocks_in("```console\nls\n```\n"), std::invalid_argument,
                        says("line 2: a console block begins with a command, '$ …'"));
}

BOOST_AUTO_TEST_CASE(omitted_lines_match_any_number) {
  BOOST_TEST(!mismatch({"a", "...", "c"}, {"a", "c"}));
  BOOST_TEST(!mismatch({"a", "...", "c"}, {"a", "c", "b", "c"}));
  BOOST_TEST(!mismatch({"..."}, {}));
  BOOST_TEST(mismatch({"a", "...", "c"}, {"a", "b"}).value() == "this line did not come where it should: c");
  BOOST_TEST(mismatch({"a", "b"}, {"a"}).value() == "this line did not come where it should: b");
  BOOST_TEST(mismatch({"a"}, {"a", "b"}).value() == "more lines came than the document shows");
  BOOST_TEST(!mismatch({"a b..."}, {"a bc d"}));
  BOOST_TEST(mismatch({"a b..."}, {"a c"}).has_value());
  BOOST_TEST(mismatch({}, {"b"}).value() == "more lines came than the document shows");
}

BOOST_AUTO_TEST_CASE(only_what_differs_between_runs_is_normalised) {
  BOOST_TEST(!mismatch({"took 1.5 s, 31 MiB"}, {"took 20 s, 4 MiB  "}));
  BOOST_TEST(!mismatch({"runs/2026-01-31T12:00:00Z"}, {"runs/2027-02-01T00:00:01Z"}));
  BOOST_TEST(!mismatch({"/usr/lib/python3/dist-packages/torch/a.py:3"}, {"/home/me/site-packages/torch/a.py:3"}));
  BOOST_TEST(!mismatch({"a   b", "-----"}, {"a b", "---"}));
  BOOST_TEST(mismatch({"3 unsound"}, {"4 unsound"}).has_value());
  BOOST_TEST(mismatch({"torch 2.13.0"}, {"torch 1.13.1"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat
