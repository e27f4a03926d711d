// A request goes to JSON and comes back, with what is asked for a benchmark and without.
#include "jit_probe/record/request.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(request_test)

BOOST_AUTO_TEST_CASE(a_request_to_judge_asks_for_no_benchmark) {
  CaseRequest request;
  request.engines = {"script"};
  const auto json = to_json(request);
  BOOST_TEST(!json.contains("benchmark"));
  BOOST_TEST(!request_from_json(json).benchmark.has_value());
}

BOOST_AUTO_TEST_CASE(the_files_of_engines_come_back_whatever_is_in_them) {
  CaseRequest request;
  request.own_engines["py:mine.py:capture"] = "# \xff\n";
  BOOST_TEST((request_from_json(Json::parse(to_json(request).dump())).own_engines == request.own_engines));
}

BOOST_AUTO_TEST_CASE(the_options_of_a_benchmark_come_back) {
  CaseRequest request;
  request.benchmark.emplace().threads = {1, 2};
  request.benchmark->precision = 0.03;
  const auto back = request_from_json(Json::parse(to_json(request).dump()));
  BOOST_TEST(back.benchmark.value().threads.size() == 2u);
  BOOST_TEST(back.benchmark.value().precision == 0.03);
}

BOOST_AUTO_TEST_SUITE_END()
