// Which calls only one of two recordings has.
#include "jit_probe/compare/call_diff.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(call_diff_test)

BOOST_AUTO_TEST_CASE(every_name_is_there_once_by_what_changed) {
  CallRecording eager, captured;
  eager.apis = {{"a", {1, 0, 1.0, 1.0}}, {"b", {2, 0, 9.0, 1.0}}, {"c", {2, 0, 1.0, 1.0}},
                {"d", {2, 0, 1.0, 1.0}}, {"e", {2, 0, 1.0, 1.0}}, {"f", {2, 0, 5.0, 5.0}}};
  captured.apis = {{"c", {3, 0, 1.0, 1.0}},
                   {"d", {1, 0, 1.0, 1.0}},
                   {"e", {2, 0, 2.0, 1.0}},
                   {"f", {2, 0, 1.0, 1.0}},
                   {"g", {4, 0, 1.0, 1.0}}};
  std::string told;
  for (const auto& change : call_diff(eager, captured))
    told += change.name + " " + std::string(name_of(change.kind)) + "; ";
  BOOST_TEST(told == "b vanished; a vanished; g appeared; c more often; d less often; f as often; e as often; ");
  BOOST_TEST(call_diff(eager, eager).size() == eager.apis.size());
  BOOST_TEST(call_diff({}, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
