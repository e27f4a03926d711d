// The word that was probably meant.
#include "jit_probe/suite/nearest.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace dy2stat;

BOOST_AUTO_TEST_CASE(the_nearest_word_is_suggested_if_it_is_near) {
  const std::vector<std::string_view> words{"script", "trace", "export"};
  BOOST_TEST(nearest("scirpt", words) == "script");
  BOOST_TEST(nearest("tracer", words) == "trace");
  BOOST_TEST(nearest("x", words) == "");
  BOOST_TEST(nearest("dynamo", words) == "");
  BOOST_TEST(did_you_mean("exprt", words) == "did you mean 'export'? ");
  BOOST_TEST(did_you_mean("", words) == "");
}
