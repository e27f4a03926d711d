// The options of a recording.
#include "bench/calls/stream/options.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::calls {
namespace {

std::string refusal(const Options& options) {
  try {
    check(options);
    return "";
  } catch (const BadOption& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_SUITE(options_test)

BOOST_AUTO_TEST_CASE(the_defaults_are_those_that_the_documents_say) {
  const Options options;
  BOOST_TEST(refusal(options) == "");
  BOOST_TEST(options.out_dir == "./output");
  BOOST_TEST(options.format == "json");
  BOOST_TEST(bytes_of_size(options.file_max_size) == 128u << 20);
  BOOST_TEST(options.file_name_spec == "timestamp");
}

BOOST_AUTO_TEST_CASE(sizes_have_units) {
  BOOST_TEST(bytes_of_size("10MB") == 10u << 20);
  BOOST_TEST(bytes_of_size("64KB") == 64u << 10);
  BOOST_TEST(bytes_of_size("1GB") == 1u << 30);
  BOOST_TEST(bytes_of_size("5000") == 5000u);
  for (const auto* bad : {"", "MB", "4095", "-1", "1.5MB", "10 MB", "10mb", "10TB", "99999999999999GB"})
    BOOST_CHECK_THROW(bytes_of_size(bad), BadOption);
}

BOOST_AUTO_TEST_CASE(a_refusal_lists_the_values) {
  Options options;
  options.format = "xml";
  BOOST_TEST(refusal(options) == "format is 'xml', but must be one of json, csv, trace-event");
  options = {};
  options.file_max_size = "1KB";
  BOOST_TEST(refusal(options) ==
             "file_max_size is '1KB', but must be a number of bytes, at least 4096, or of KB, MB or GB, such as 10MB");
  options = {};
  options.out_dir = "";
  BOOST_TEST(refusal(options) == "out_dir is empty, but must name a folder");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat::calls
