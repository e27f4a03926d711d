// A capture leaves its making and its artifact in the record, and no probe decides a verdict.
#include "jit_probe/worker/capturing.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

Program loaded(const PythonProgram& program) {
  return {program["f"], py::none(), {{py::make_tuple(evaluate("torch.ones(2)")), py::dict()}}, {}};
}

Record record_of(const std::string& engine) {
  Record record;
  record.engine = engine;
  return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(capturing_test)

BOOST_AUTO_TEST_CASE(a_capture_goes_through_all_its_steps) {
  const PythonProgram source("def f(x):\n    return x * 2\n");
  const auto program = loaded(source);
  auto record = record_of("script");
  Capturing capturing(program, record);
  const auto artifact = capturing.capture();
  capturing.inspect(artifact);
  for (int round = 0; round < 3; ++round) {
    capturing.before_call(round, 0);
    artifact.callable(*program.inputs.front().positional);
  }
  capturing.inspect_calls();
  BOOST_TEST(record.making["names"][0]["name"] == "x");
  BOOST_TEST(record.artifact["graph"]["operators"]["aten::mul"] == 1);
  BOOST_TEST(record.artifact["execution"]["plans"] == 1);
  BOOST_TEST(record.making["call"]["calls"].size() == 3);
  BOOST_TEST(record.seconds.capture > 0);
  BOOST_TEST(record.seconds.inspect > 0);
  BOOST_TEST(capturing.blob_frames().find(record.artifact["code"]["text"]["blob"].get<std::string>()) !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refusal_leaves_the_names_up_to_it) {
  const PythonProgram source("def f(x):\n    return nowhere(x)\n");
  const auto program = loaded(source);
  auto record = record_of("script");
  Capturing capturing(program, record);
  BOOST_CHECK_THROW(capturing.capture(), py::error_already_set);
  BOOST_TEST(record.making["names"][0]["how"] == "not_found");
  BOOST_TEST(record.artifact.empty());
}

BOOST_AUTO_TEST_CASE(a_probe_that_fails_does_not_stop_the_others) {
  // What is a ScriptFunction already has no Python source or closure to look at.
  const PythonProgram source("@torch.jit.script\ndef f(x):\n    return x * 2\n");
  const auto program = loaded(source);
  auto record = record_of("script");
  Capturing capturing(program, record);
  capturing.inspect(capturing.capture());
  BOOST_TEST(!record.making["source"]["failed"].get<std::string>().empty());
  BOOST_TEST(!record.making["closure"]["failed"].get<std::string>().empty());
  BOOST_TEST(record.artifact["graph"]["operators"]["aten::mul"] == 1);
}

BOOST_AUTO_TEST_CASE(each_warning_is_recorded_once_with_its_line) {
  const PythonProgram source(
      "def f(x):\n    for i in range(3):\n        if x.sum() > 0:\n            x = x + 1\n    return x\n");
  const auto program = loaded(source);
  auto record = record_of("trace");
  Capturing capturing(program, record);
  capturing.capture();
  int of_the_branch = 0;
  for (const auto& warning : record.making["warnings"])
    if (warning["where"].get<std::string>().ends_with(source.name() + ".py:5")) {
      ++of_the_branch;
      BOOST_TEST(warning["message"].get<std::string>().starts_with("Converting a tensor to a Python boolean"));
    }
  BOOST_TEST(of_the_branch == 1);
  BOOST_TEST(record.making["inputs"] == Json::array({"Tensor float32[2]"}));
}

BOOST_AUTO_TEST_SUITE_END()
