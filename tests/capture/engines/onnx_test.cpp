// onnx gives a model that is called like the program, where torch and the packages are there.
#include <boost/test/unit_test.hpp>

#include "capture/engines/engine.hpp"
#include "tests/capture/engines/net_program.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::net_program;
using dy2stat::tests::PythonProgram;
using dy2stat::tests::sum_of;

namespace {

std::string why_no_onnx() {
  return why_unavailable("onnx", "9.9");
}

boost::test_tools::assertion_result onnx_is_there(boost::unit_test::test_unit_id) {
  boost::test_tools::assertion_result there(why_no_onnx().empty());
  there.message() << why_no_onnx();
  return there;
}

const std::string programs = net_program + R"(
def nested(x, options, n):
    return {"twice": x * 2, "both": (x + options["shift"] * n, x)}
)";

Artifact by_onnx(const py::object& entry, const py::tuple& positional) {
  return make_engine("onnx")->capture(entry, positional, py::dict());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(onnx_test)

BOOST_AUTO_TEST_CASE(what_is_missing_is_said_with_the_command_that_installs_it) {
  const auto why = why_no_onnx();
  if (why.empty()) return;
  const bool is_old = why == "there is no ONNX exporter by torch.export in torch 9.9: it came with torch 2.5";
  BOOST_TEST(is_old == !why_unavailable("export", "9.9").empty());
  if (is_old) return;
  BOOST_TEST(why.starts_with("the package onnx"), why);
  BOOST_TEST(why.find(" is not installed beside torch 9.9 (") != std::string::npos, why);
  BOOST_TEST(why.ends_with(" -m pip install --no-deps -r cases/requirements/onnx.txt` installs it"), why);
}

BOOST_AUTO_TEST_CASE(functions_and_modules_are_called_like_the_program,
                     *boost::unit_test::precondition(onnx_is_there)) {
  const PythonProgram program(programs);
  const auto ones = evaluate("torch.ones(2)");
  BOOST_TEST(sum_of(by_onnx(program["f"], py::make_tuple(ones)).callable(ones)) == 4);
  BOOST_TEST(sum_of(by_onnx(program["net"], py::make_tuple(ones)).callable(ones)) == 8);
}

BOOST_AUTO_TEST_CASE(arguments_and_results_have_the_programs_structure,
                     *boost::unit_test::precondition(onnx_is_there)) {
  const PythonProgram program(programs);
  const auto ones = evaluate("torch.ones(2)");
  const py::dict options(py::arg("shift") = ones);
  const auto nested = by_onnx(program["nested"], py::make_tuple(ones, options, 3)).callable;
  const py::dict result = nested(ones, options, 3);
  BOOST_TEST(sum_of(result["twice"]) == 4);
  BOOST_TEST(sum_of(py::tuple(result["both"])[0]) == 8);
  // The number is no input of the model: it stays the example's, and nothing is said.
  const py::dict another = nested(ones, options, 5);
  BOOST_TEST(sum_of(py::tuple(another["both"])[0]) == 8);
  BOOST_CHECK_THROW(nested(ones, ones, 3), py::error_already_set);
}

BOOST_AUTO_TEST_SUITE_END()
