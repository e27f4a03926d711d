// script[types] takes from the example the types that the source does not say, where MonkeyType records them.
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

bool has_types() {
  return why_unavailable("script[types]", DY2STAT_TORCH).empty();
}

const std::string typed_programs = net_program + R"(
def repeated(x, count):
    for _ in range(count):
        x = x * 2
    return x
class Repeating(torch.nn.Module):
    def forward(self, x, count):
        return repeated(x, count)
    def again(self, x, count):
        return repeated(x, count) + count
module = Repeating()
again = module.again
)";

Artifact captured(const char* engine, const py::object& entry, const py::dict& keywords = {}) {
  const auto ones = evaluate("torch.ones(2)");
  return make_engine(engine)->capture(
      entry, keywords.empty() ? py::tuple(py::make_tuple(ones, 3)) : py::tuple(py::make_tuple(ones)), keywords);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(script_types_test)

BOOST_AUTO_TEST_CASE(without_monkeytype_it_is_unavailable) {
  if (has_types()) return;
  const auto why = why_unavailable("script[types]", "9.9");
  BOOST_TEST(why.starts_with("the package monkeytype is not installed beside torch 9.9 (torch.jit.script records the "
                             "types of a call by it): `"),
             why);
  BOOST_TEST(why.ends_with(" -m pip install --no-deps -r cases/requirements/types.txt` installs it"), why);
  BOOST_TEST(why_unavailable("script", "9.9").empty());
}

BOOST_AUTO_TEST_CASE(an_argument_has_the_type_that_the_example_has) {
  if (!has_types()) return;
  const PythonProgram program(typed_programs);
  const auto ones = evaluate("torch.ones(2)");
  for (const auto* entry : {"repeated", "module"})
    BOOST_TEST(sum_of(captured("script[types]", program[entry]).callable(ones, 2)) == 8, entry);
  BOOST_TEST(sum_of(captured("script[types]", program["again"]).callable(ones, 2)) == 12);
  BOOST_TEST(sum_of(captured("script[types]", program["repeated"], py::dict(py::arg("count") = 3)).callable(ones, 2)) ==
             8);
}

BOOST_AUTO_TEST_SUITE_END()
