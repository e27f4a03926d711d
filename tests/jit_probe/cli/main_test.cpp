// The program jit_probe before any command runs: help, version, and words that are no command.
#include <boost/test/unit_test.hpp>

#include "support/contains.hpp"
#include "support/process.hpp"

using namespace dy2stat;
using test::contains;

namespace {

test::Ended call(std::vector<std::string> words) {
  const test::Folder folder;
  return test::jit_probe(std::move(words), folder.path);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(main_test)

BOOST_AUTO_TEST_CASE(help_and_version) {
  const auto help = call({"help", "run"});
  BOOST_TEST(help.exit_code == 0);
  for (const std::string option : {"--engine", "--resume", "--isolate", "--report", "Examples:", "Exit codes: 0"})
    BOOST_TEST(contains(help.out, option), option);
  BOOST_TEST(call({"run", "--help"}).out == help.out);
  BOOST_TEST(call({"help"}).exit_code == 0);
  BOOST_TEST(call({"--version"}).out.starts_with("jit_probe "));
  BOOST_TEST(call({}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_word_that_is_no_command_is_named) {
  for (const auto& words : {std::vector<std::string>{"frobnicate"}, {"help", "frobnicate"}}) {
    const auto ended = call(words);
    BOOST_TEST(ended.exit_code == 2);
    BOOST_TEST(contains(ended.err, "there is no command 'frobnicate'"), ended.err);
  }
}

BOOST_AUTO_TEST_SUITE_END()
