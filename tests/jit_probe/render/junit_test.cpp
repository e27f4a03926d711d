// JUnit's XML is read back by a parser.
#include "jit_probe/render/junit.hpp"

#include <boost/property_tree/xml_parser.hpp>
#include <boost/test/unit_test.hpp>

#include <sstream>

#include "example_records.hpp"
#include "jit_probe/compare/judge.hpp"

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(junit_test)

BOOST_AUTO_TEST_CASE(records_are_test_cases_by_category) {
  auto records = example_records();
  records[3].error = Error{"E<1>", std::string("\xff \x01 & \"quoted\"\nsecond line"), "", {}};
  judge(records[3], Expected{});
  std::istringstream xml(junit_report(records));
  boost::property_tree::ptree tree;
  read_xml(xml, tree);
  std::map<std::string, boost::property_tree::ptree> suites;
  for (const auto& [tag, suite] : tree.get_child("testsuites"))
    if (tag == "testsuite") suites[suite.get<std::string>("<xmlattr>.name")] = suite;
  BOOST_TEST_REQUIRE(suites.size() == 2u);
  const auto& flow = suites.at("flow");
  BOOST_TEST(flow.get<int>("<xmlattr>.tests") == 3);
  BOOST_TEST(flow.get<int>("<xmlattr>.failures") == 0);
  BOOST_TEST(flow.get<int>("<xmlattr>.skipped") == 1);
  BOOST_TEST(flow.get<std::string>("testcase.<xmlattr>.name") == "flow/if_&_else [script, torch-2.13.0]");
  const auto& closures = suites.at("closures");
  BOOST_TEST(closures.get<int>("<xmlattr>.failures") == 1);
  BOOST_TEST(closures.get<std::string>("testcase.failure.<xmlattr>.type") == "rejected");
  BOOST_TEST(closures.get<std::string>("testcase.failure.<xmlattr>.message") ==
             "rejected at verify: E<1>: ? ? & \"quoted\"");
  BOOST_TEST(closures.get<std::string>("testcase.failure").starts_with("expected sound\ncame rejected at verify"));
}

BOOST_AUTO_TEST_SUITE_END()
