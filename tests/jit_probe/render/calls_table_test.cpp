// Recordings of calls as a person reads them.
#include "jit_probe/render/calls_table.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

CallRecording recording_of(std::map<std::string, CallTotal> apis, const std::string& level) {
  CallRecording recording;
  recording.case_name = "a/b";
  recording.engine = "eager";
  recording.worker = "torch-9";
  recording.level = level;
  recording.apis = std::move(apis);
  return recording;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calls_table_test)

BOOST_AUTO_TEST_CASE(apis_stand_by_time_and_the_rest_is_counted) {
  const auto recording = recording_of(
      {{"torch.add", {12, 1, 1.5, 1.25}}, {"torch.nn.Linear", {2, 0, 3.0, 0.75}}, {"torch.x\x1b", {1, 0, 0, 0}}},
      "api");
  BOOST_TEST(calls_text(recording, 2) ==
             "a/b  eager  torch-9: 15 calls of 3 APIs, 2.000 ms\n"
             "  API              calls  total ms  own ms\n"
             "  --------------------------------------------------\n"
             "  torch.nn.Linear  2      3.000     0.750\n"
             "  torch.add        12     1.500     1.250   1 raised\n"
             "  and 1 API more; --top 3 shows all\n");
  BOOST_TEST(calls_text(recording, 3).find("torch.x?") != std::string::npos);
  BOOST_TEST(calls_text(recording_of({}, "operator"), 3) == "a/b  eager  torch-9: 0 calls of 0 operators, 0.000 ms\n");
}

BOOST_AUTO_TEST_CASE(eager_and_captured_stand_side_by_side) {
  auto captured = recording_of({{"aten::mul", {1, 0, 2.0, 2.0}}, {"prim::x", {1, 0, 1.0, 1.0}}}, "operator");
  captured.engine = "script";
  const auto eager = recording_of({{"aten::mul", {2, 0, 4.0, 3.0}}, {"aten::relu", {1, 0, 0.5, 0.5}}}, "operator");
  const auto text = call_diff_text(eager, captured);
  BOOST_TEST(text ==
             "a/b  eager against script  torch-9\n"
             "  operator    script calls it  eager calls  script calls  eager ms  script ms\n"
             "  ---------------------------------------------------------------------------\n"
             "  aten::relu  vanished         1                          0.500\n"
             "  prim::x     appeared                      1                       1.000\n"
             "  aten::mul   less often       2            1             4.000     2.000\n"
             "  all                          3            2             3.500     3.000\n");
}

BOOST_AUTO_TEST_SUITE_END()
