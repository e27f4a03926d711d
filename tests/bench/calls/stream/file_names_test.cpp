// What the files of a recording are called.
#include "bench/calls/stream/file_names.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::calls {

BOOST_AUTO_TEST_SUITE(file_names_test)

BOOST_AUTO_TEST_CASE(each_spec_has_its_names) {
  Options options;
  options.program = "models/some net";
  BOOST_TEST(stem_of_files(options, "NOW") == "calls-NOW");
  options.file_name_spec = "number";
  BOOST_TEST(stem_of_files(options, "NOW") == "calls");
  options.file_name_spec = "program";
  BOOST_TEST(stem_of_files(options, "NOW") == "models_some_net");
  BOOST_TEST(numbered("calls", 7) == "calls-0007");
  BOOST_TEST(numbered("calls", 12345) == "calls-12345");
}

BOOST_AUTO_TEST_CASE(a_stamp_is_a_time_that_sorts) {
  const auto stamp = utc_stamp();
  BOOST_REQUIRE(stamp.size() == std::string("20261130T064500.123Z").size());
  BOOST_TEST(stamp[8] == 'T');
  BOOST_TEST(stamp.back() == 'Z');
  BOOST_TEST(stamp > "20200101T000000.000Z");
  BOOST_TEST(as_file_name(stamp, ".") == stamp);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::calls
