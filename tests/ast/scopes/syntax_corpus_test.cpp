// The tree and the scopes against CPython's own, on 100 files of the standard library and all of torch.nn.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <string>

BOOST_AUTO_TEST_SUITE(syntax_corpus_test)

// The whole of it is `./run bench syntax`.
BOOST_AUTO_TEST_CASE(the_tree_and_the_scopes_of_a_sample_are_cpythons) {
  const std::string command = "'" DY2STAT_PYTHON_EXECUTABLE "' '" DY2STAT_SOURCE
                              "/bench/self/syntax_corpus.py' '" DY2STAT_SYNTAX_FOLDER "' --sample";
  BOOST_TEST(std::system(command.c_str()) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
