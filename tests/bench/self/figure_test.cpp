// How the harness judges and prints what it measured.
#include "bench/self/figure.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::bench {
namespace {

BOOST_AUTO_TEST_SUITE(figure_test)

BOOST_AUTO_TEST_CASE(a_figure_is_met_up_to_its_bound_and_says_so) {
  const Figure met{"start", 10, 10, "ms", {"jit_probe --help"}}, missed{"growth", 0.5, 0, "", {}};
  BOOST_TEST(met.met());
  BOOST_TEST(!missed.met());
  const auto text = text_of({met, missed});
  BOOST_TEST(text.find("10 ms        10 ms  met\n    $ jit_probe --help\n") != std::string::npos);
  BOOST_TEST(text.find("0.50            0  NOT MET\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat::bench
