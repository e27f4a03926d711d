// What `show` prints of records whose artifact is an fx graph.
#include "jit_probe/render/show.hpp"
#include "support/example_run.hpp"
#include "support/golden.hpp"

using namespace dy2stat;

namespace {

Json node(const char* op, const char* name, const char* target, const char* args, const char* type, const char* line) {
  return {{"op", op},       {"name", name}, {"target", target}, {"args", args},
          {"kwargs", "{}"}, {"type", type}, {"line", line}};
}

Record exported() {
  Record record;
  record.case_name = "types/scaled";
  record.engine = "export";
  record.worker = "torch-2.13.0";
  record.torch = TorchVersion::parse("2.13.0");
  record.reason = "equal to eager in everything that was checked";
  record.making = {{"inputs", {"Tensor float32[2]", "int 3"}}};
  record.artifact = {
      {"kind", "exported_program"},
      {"table",
       {node("placeholder", "x", "x", "()", "float32[2]", ""),
        node("call_function", "mul", "aten::mul.Tensor", "(x, 3)", "float32[2]", "program.py:5"),
        node("output", "output", "output", "((mul,),)", "", "")}},
      {"signature",
       {{"inputs",
         {{{"kind", "user_input"}, {"name", "x"}, {"target", nullptr}, {"type", "float32[2]"}},
          {{"kind", "user_input"}, {"name", "n"}, {"target", nullptr}, {"value", "3"}, {"type", ""}}}},
        {"outputs", {{{"kind", "user_output"}, {"name", "mul"}, {"target", nullptr}}}}}},
      {"specialised", {"x.shape[0] == 2", "n == 3"}},
      {"ranges", {{"s0", "VR[2, int_oo]"}}},
      {"guards", Json::array()},
      {"decomposed", {{"replaced", {{"aten::linear.default", 2}}}, {"by", {{"aten::addmm.default", 2}}}}}};
  return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(show_fx_test)

BOOST_AUTO_TEST_CASE(an_exported_program_is_as_a_person_found_it_right) {
  const test::Folder folder;
  test::write_run(folder.path, {exported()}, "finished");
  const auto run = read_run({folder.path});
  ShowOptions options;
  options.sections = {"signature", "nodes", "making"};
  test::check_golden("show-export.txt", show_record(run, run.records.front(), options));
}

BOOST_AUTO_TEST_CASE(sections_of_other_engines_are_passed_over) {
  const test::Folder folder;
  test::write_run(folder.path, {exported()}, "finished");
  const auto run = read_run({folder.path});
  ShowOptions options;
  options.sections = {"all"};
  const auto text = show_record(run, run.records.front(), options);
  for (const auto* torchscripts : {"tree", "inlined", "optimised", "methods"})
    BOOST_TEST(text.find(torchscripts) == std::string::npos, torchscripts);
  options.sections = {"inlined"};
  BOOST_TEST(show_record(run, run.records.front(), options).find("inlined\n  not recorded\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
