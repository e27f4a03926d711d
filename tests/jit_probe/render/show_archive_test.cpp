// What `show` prints of what was saved of an artifact, of an ONNX model, and of the kernels that inductor generated.
#include <boost/test/unit_test.hpp>

#include "jit_probe/render/show.hpp"

using namespace dy2stat;

namespace {

std::string shown_section(const char* engine, Json artifact, const char* section) {
  Record record;
  record.case_name = "types/scaled";
  record.engine = engine;
  record.worker = "torch-2.13.0";
  record.artifact = std::move(artifact);
  ShowOptions options;
  options.sections = {section};
  const auto text = show_record(Run{}, record, options);
  return text.substr(text.find(std::string("\n") + section + "\n") + 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(show_archive_test)

BOOST_AUTO_TEST_CASE(an_archive_with_what_came_of_loading_it) {
  const Json archive{{"bytes", 2000000}, {"sha256", "ab12"}, {"suffix", ".pt2"}};
  const Json difference{{"aspect", "values"}, {"severity", "wrong"}, {"where", "input set 1"},
                        {"eager", "1"},       {"captured", "2"},     {"detail", ""}};
  const Json error{{"type", "E"}, {"message", "no"}};
  const Json reloaded{{"verdict", "differs"}, {"differences", {difference}}, {"error", error}};
  BOOST_TEST(shown_section("export", {{"archive", archive}, {"reloaded", reloaded}}, "archive") ==
             "archive\n"
             "  2000000 bytes of a .pt2 file, sha256 ab12\n"
             "  not kept, as it is larger than 1 MiB\n"
             "  loaded again: differs\n"
             "    wrong values: input set 1; eager 1, loaded 2\n"
             "    E: no\n");
  BOOST_TEST(shown_section("fx", {{"archive", {{"failed", "E: no"}}}}, "archive") ==
             "archive\n  not recorded: E: no\n");
}

BOOST_AUTO_TEST_CASE(a_model_with_what_was_left_out_of_it) {
  const Json model{{"opsets", {{"ai.onnx", 20}}},
                   {"inputs", {"x: FLOAT[2]"}},
                   {"outputs", {"mul: FLOAT[2]"}},
                   {"left_out", {"input n, which is 3"}}};
  BOOST_TEST(shown_section("onnx", model, "signature") ==
             "signature\n  opsets: ai.onnx 20\n  takes:\n    x: FLOAT[2]\n  gives:\n    mul: FLOAT[2]\n"
             "  left out of the model:\n    input n, which is 3\n");
}

BOOST_AUTO_TEST_CASE(kernels_with_the_calls_of_libraries) {
  const Json generated{{"compilation", "0/0"},
                       {"round", 0},
                       {"input_set", 1},
                       {"kernels", {{{"name", "cpp_fused_add_0"}, {"operators", {"aten.add", "aten.mul"}}}}},
                       {"calls", {{"extern_kernels.mm", 2}}},
                       {"code", {{"failed", "gone"}}}};
  BOOST_TEST(shown_section("dynamo[backend=inductor]", {{"generated", {generated}}}, "kernels") ==
             "kernels\n  0/0 in round 0, input set 1\n    cpp_fused_add_0: aten.add, aten.mul\n"
             "    calls extern_kernels.mm, 2 times\n      not recorded: gone\n");
}

BOOST_AUTO_TEST_SUITE_END()
