// The file ./run refuses what it does not know before it does anything.
#include <boost/test/unit_test.hpp>

#include "support/process.hpp"

BOOST_AUTO_TEST_SUITE(run_script_test)

BOOST_AUTO_TEST_CASE(arguments_that_are_not_known) {
  const std::pair<std::vector<std::string>, std::string> calls[] = {
      {{"build", "extra"}, "run: build: the argument 'extra' is not known; ./run help lists what there is"},
      {{"tests", "--fast"}, "run: tests: the argument '--fast' is not known"},
      {{"help", "me"}, "run: help: the argument 'me' is not known"},
      {{"clean", "every"}, "run: clean: the argument 'every' is not known; there is 'clean all'"},
      {{"clean", "all", "of"}, "run: clean: the argument 'of' is not known"},
      {{"setup", "--tortch", "1"}, "run: setup: there is no option --tortch"},
      {{"bulid"}, "run: there is no command 'bulid'"},
  };
  for (auto [words, why] : calls) {
    words.insert(words.begin(), DY2STAT_SOURCE "/run");
    const auto ended = dy2stat::test::run_process(words, "/");
    BOOST_TEST(ended.exit_code == 1);
    BOOST_TEST(ended.out == "");
    BOOST_TEST(ended.err.find(why) != std::string::npos, ended.err);
  }
}

BOOST_AUTO_TEST_SUITE_END()
