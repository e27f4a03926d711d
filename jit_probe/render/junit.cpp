// Writing JUnit's XML.
#include "jit_probe/render/junit.hpp"

#include <fmt/format.h>

#include <map>

#include "jit_probe/compare/judge.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {
namespace {

// XML has no way to write most control characters, and no bytes that are not UTF-8: "?" stands for them.
std::string xml_escaped(const std::string& text) {
  const bool is_text = is_utf8(text);
  std::string xml;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '&')
      xml += "&amp;";
    else if (letter == '<')
      xml += "&lt;";
    else if (letter == '>')
      xml += "&gt;";
    else if (letter == '"')
      xml += "&quot;";
    else if (letter == '\n')
      xml += "&#10;";
    else
      xml += (byte < 32 && letter != '\t') || byte == 127 || (byte > 127 && !is_text) ? '?' : letter;
  }
  return xml;
}

std::string test_case(const Record& record) {
  const auto head = fmt::format("    <testcase classname=\"{}\" name=\"{} [{}, {}]\" time=\"{:.3f}\"",
                                xml_escaped(record.category()), xml_escaped(record.case_name),
                                xml_escaped(record.engine), xml_escaped(record.worker), record.seconds.total);
  if (record.verdict == Verdict::unavailable && !record.as_expected)
    return fmt::format("{}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", head, xml_escaped(record.reason));
  if (record.as_expected == false)
    return fmt::format("{}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n", head,
                       name_of(record.verdict), xml_escaped(outcome_of(record)), xml_escaped(why_unexpected(record)));
  return head + "/>\n";
}

struct Suite {
  int tests = 0, failures = 0, skipped = 0;
  double seconds = 0;
  std::string cases;
};

}  // namespace

std::string junit_report(const std::vector<Record>& records) {
  std::map<std::string, Suite> suites;
  for (const auto& record : records) {
    auto& suite = suites[record.category()];
    ++suite.tests;
    suite.failures += record.as_expected == false;
    suite.skipped += record.verdict == Verdict::unavailable && !record.as_expected;
    suite.seconds += record.seconds.total;
    suite.cases += test_case(record);
  }
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"jit_probe\">\n";
  for (const auto& [category, suite] : suites)
    xml += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3f}\">\n{}"
        "  </testsuite>\n",
        xml_escaped(category), suite.tests, suite.failures, suite.skipped, suite.seconds, suite.cases);
  return xml + "</testsuites>\n";
}

}  // namespace dy2stat
