// Places in TOML texts, and values written as TOML.
#include "jit_probe/suite/toml_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

// What the parser says stands at the key's value.
std::string value_text(const std::string& text, std::string_view key) {
  const auto table = toml::parse(text);
  const TextPlaces places(text);
  const auto& source = table.get(key)->source();
  const auto begin = places.offset(source.begin);
  return text.substr(begin, places.offset(source.end) - begin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(toml_text_test)

BOOST_AUTO_TEST_CASE(positions_count_code_points_and_offsets_bytes) {
  const std::string text =
      "a = \"\xC3\xA4\xF0\x9F\x98\x80\"\n\"\xE2\x86\x92\" = [1, # \xC3\xB6\n  2]\r\n\tb = 'x' # y\n";
  BOOST_TEST(value_text(text, "a") == "\"\xC3\xA4\xF0\x9F\x98\x80\"");
  BOOST_TEST(value_text(text, "\xE2\x86\x92") == "[1, # \xC3\xB6\n  2]");
  BOOST_TEST(value_text(text, "b") == "'x'");
  BOOST_TEST(value_text("\xEF\xBB\xBF" + text, "a") == "\"\xC3\xA4\xF0\x9F\x98\x80\"");
}

BOOST_AUTO_TEST_CASE(lines_begin_and_end) {
  const std::string text = "ab\ncd\n\nef";
  const TextPlaces places(text);
  BOOST_TEST(places.line_begin(4) == 3u);
  BOOST_TEST(places.line_end(4) == 6u);
  BOOST_TEST(places.line_end(6) == 7u);
  BOOST_TEST(places.line_end(8) == text.size());
}

BOOST_AUTO_TEST_CASE(strings_come_back_as_they_were) {
  for (const std::string text : {"plain", "a \"quoted\" \\ path", "two\nlines\tand \x01 \x7F", "\xC3\xA4"}) {
    const auto table = toml::parse("v = " + toml_string(text));
    BOOST_TEST(table["v"].value<std::string>().value() == text);
  }
  BOOST_TEST(toml_list({"a", "b\""}) == "[\"a\", \"b\\\"\"]");
}

BOOST_AUTO_TEST_CASE(the_first_line_says_how_lines_end) {
  BOOST_TEST(line_end_of("a\r\nb\n") == "\r\n");
  BOOST_TEST(line_end_of("a\nb\r\n") == "\n");
  BOOST_TEST(line_end_of("") == "\n");
}

BOOST_AUTO_TEST_SUITE_END()
