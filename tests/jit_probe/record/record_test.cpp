// Records go into JSON and back without loss.
#include "jit_probe/record/record.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <map>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(record_test)

BOOST_AUTO_TEST_CASE(bytes_and_floats_survive) {
  Record record;
  record.case_name = "a/b";
  record.verdict = Verdict::rejected;
  record.stage = Stage::capture;
  record.error = Error{"RuntimeError", std::string("\xff\x00\xfe", 3), "program.py:2", {}};
  record.differences = {{Aspect::shape, Severity::note, "w", "\x80", "c", ""}};
  record.artifact["numbers"] = {json_from_number(NAN), json_from_number(-std::numeric_limits<double>::infinity())};
  const auto back = record_from_json(Json::parse(to_json(record).dump()));
  BOOST_TEST(back.error->message == record.error->message);
  BOOST_TEST(back.differences.at(0).eager == "\x80");
  BOOST_TEST(std::isnan(number_from_json(back.artifact["numbers"][0])));
  BOOST_TEST(number_from_json(back.artifact["numbers"][1]) == -std::numeric_limits<double>::infinity());
  BOOST_TEST(to_json(back).dump() == to_json(record).dump());
}

BOOST_AUTO_TEST_CASE(the_category_is_the_folder_of_the_case) {
  Record record;
  for (const auto& [name, category] : std::map<std::string, std::string>{{"closures/one", "closures"},
                                                                         {"my/closures/one", "closures"},
                                                                         {"one", "(no case)"},
                                                                         {"src/model.py:Net", "(no case)"},
                                                                         {"torch.nn:ReLU", "(no case)"}}) {
    record.case_name = name;
    BOOST_TEST(record.category() == category);
  }
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused) {
  auto json = to_json(Record{});
  json["schema"] = record_schema + 1;
  BOOST_CHECK_EXCEPTION(record_from_json(json), BadRecord, [](const BadRecord& error) {
    return std::string(error.what()).find("use the jit_probe that made the run") != std::string::npos;
  });
}

BOOST_AUTO_TEST_SUITE_END()
