// What `run` prints below a record.
#include "jit_probe/cli/describe_record.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(describe_record_test)

BOOST_AUTO_TEST_CASE(what_a_program_wrote_does_not_steer_the_terminal) {
  const std::string steering =
      "a\033[2J\x07\x7F\xC2\x9B"
      "1m\r\xC3\xA4";
  const std::string harmless = "a?[2J???1m?\xC3\xA4";
  Record record;
  record.case_name = "c/one";
  record.engine = "trace";
  record.worker = "w";
  record.verdict = Verdict::unsound;
  record.as_expected = false;
  record.expected = Expected{};
  record.expected->at = steering;
  record.differences = {{Aspect::output, Severity::wrong, steering, steering + "\n" + steering, "\xFF", steering}};
  record.error = Error{"E", steering, steering, nullptr};
  record.reason = steering;
  const auto text = describe_record(record, {}, steering, false);
  BOOST_TEST(
      text.find(harmless + ": eager " + harmless + "\n            " + harmless + ", captured ?") != std::string::npos,
      text);
  for (const char letter : text) BOOST_TEST((static_cast<unsigned char>(letter) >= 32 || letter == '\n'), text);
  BOOST_TEST(text.find('\x7F') == std::string::npos);
  BOOST_TEST(text.find("\xC2\x9B") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
