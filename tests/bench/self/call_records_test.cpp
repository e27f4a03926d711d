// Figures out of what the measuring program prints.
#include "bench/self/call_records.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::bench {

BOOST_AUTO_TEST_SUITE(call_records_test)

BOOST_AUTO_TEST_CASE(a_program_has_three_figures_and_two_where_the_profiler_is_not_compared) {
  const std::string printed =
      "a warning {}\n"
      R"({"torch": "2.13.0+cpu", "programs": [{"name": "p", "operators": 10, "apis": 5, "run_us": 100,
          "operator_us": 1.2, "profiler_us": 2.0, "api_us": 4.0}]})";
  const auto figures = call_record_figures("w", printed);
  BOOST_REQUIRE(figures.size() == 3u);
  BOOST_TEST(figures[0].what == "w, p: level operator");
  BOOST_TEST(figures[0].met());
  BOOST_TEST(!figures[1].met());  // 0.6 of the profiler's, where half is asked
  BOOST_TEST(figures[1].measured == 0.6);
  BOOST_TEST(figures[2].met());
  auto old = printed;
  old.replace(old.find("2.13.0+cpu"), 10, "1.13.0a0");
  BOOST_TEST(call_record_figures("w", old).size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::bench
