// What became of each line of a program, by every engine, where the answer is known.
#include "jit_probe/worker/engine_probes.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/worker/capturing.hpp"
#include "jit_probe/worker/verification.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::evaluate;
using dy2stat::tests::PythonProgram;

namespace {

// Lets eager live, captures and calls; gives "LINE:MARK" with a space between, of the program's own file.
// `own` is the text of an engine py:mine.py:capture.
std::string marks_by(const std::string& engine, const PythonProgram& source, const std::string& inputs,
                     const std::string& own = {}) {
  Program program{source["f"], py::none(), {}, source.folder()};
  if (!own.empty()) program.own_engines[engine] = own;
  if (py::hasattr(program.entry, "forward")) program.instance = program.entry;
  for (const auto& input : evaluate(inputs)) program.inputs.push_back({py::make_tuple(input), py::dict()});
  parity::Bytes reference;
  probes::ProgramListing listing;
  BOOST_REQUIRE(!observe_eager(program, reference, listing));
  Record record;
  record.engine = engine;
  const auto executed = probes::to_json(listing).dump();
  Capturing capturing(program, record, executed);
  try {
    const auto artifact = capturing.capture();
    capturing.inspect(artifact);
    for (int input_set = 0; input_set < static_cast<int>(program.inputs.size()); ++input_set) {
      capturing.before_call(0, input_set);
      artifact.callable(*program.inputs[input_set].positional);
    }
    capturing.inspect_calls();
  } catch (py::error_already_set&) {
    // Refused: then there are lines without marks.
  }
  const auto lines = record.artifact.at("lines");
  BOOST_REQUIRE_MESSAGE(lines.contains("files"), lines.dump());
  std::string text;
  for (const auto& each : lines["files"][0]["lines"])
    for (int line = each["first"]; line <= each["last"].get<int>(); ++line)
      text += (text.empty() ? "" : " ") + std::to_string(line) + ":" + each["mark"].get<std::string>();
  return text;
}

bool has_engine(const std::string& engine) {
  return why_unavailable(engine, DY2STAT_TORCH).empty();
}

const char* const early_return = R"(def halved(y):
    """Half of it."""
    return y / 2
def f(x):
    total = x.sum()
    if total == 0:
        return x
    scale = 2 ** int(x.shape[0])
    return halved(x) * scale
)";
const char* const both_ways = "[torch.ones(3), torch.zeros(3)]";

const char* const straight = R"(def helper(x, n):
    y = x + n
    return y
def times():
    return 3 * len('abc')
def f(x):
    with torch.no_grad():
        y = helper(x, 1)
    n = times()
    print('no node')
    unused = []
    unused.append(n)
    return y * n
)";

const char* const dropping = R"(class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))
    def forward(self, x):
        wide = self.weight * 2
        wide = wide + 1
        if self.training:
            return x
        y = x * wide
        return y - 1
f = Net().eval()
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(engine_probes_test)

BOOST_AUTO_TEST_CASE(script_has_every_line) {
  BOOST_TEST(marks_by("script", PythonProgram(early_return), both_ways) ==
             "5:node 7:node 8:node 9:value 10:node 11:node");
}

BOOST_AUTO_TEST_CASE(script_with_types_has_every_line) {
  if (!has_engine("script[types]")) return;
  BOOST_TEST(marks_by("script[types]", PythonProgram(early_return), both_ways) ==
             "5:node 7:node 8:node 9:value 10:node 11:node");
}

BOOST_AUTO_TEST_CASE(freeze_folds_what_evaluation_decides) {
  BOOST_TEST(marks_by("freeze", PythonProgram(dropping), "[torch.ones(2, 3)]") ==
             "8:constant 9:constant 10:lost 12:node 13:node");
}

BOOST_AUTO_TEST_CASE(an_engine_of_ones_own_has_the_lines_of_what_it_made) {
  const char* const engine = "py:mine.py:capture";
  BOOST_TEST(marks_by(engine, PythonProgram(early_return), both_ways,
                      "import torch\ndef capture(entry, example):\n    return torch.jit.trace(entry, example[0])\n") ==
             "5:node 7:lost 8:lost 9:lost 10:constant 11:node");
  const PythonProgram calling(straight);
  BOOST_TEST(marks_by(engine, calling, "[torch.ones(3)]",
                      "import torch\ndef capture(entry, example):\n    tracer = torch.fx.Tracer()\n"
                      "    tracer.record_stack_traces = True\n    graph = tracer.trace(entry)\n"
                      "    return torch.fx.GraphModule(tracer.root, graph)\n") ==
             "4:node 5:value 7:constant 9:lost 10:node 11:constant 12:lost 13:value 14:lost 15:node");
}

BOOST_AUTO_TEST_CASE(lines_that_nothing_is_known_of_are_not_called_lost) {
  const char* const engine = "py:mine.py:capture";
  BOOST_TEST(marks_by(engine, PythonProgram(straight), "[torch.ones(3)]",
                      "import torch\ndef capture(entry, example):\n    return torch.fx.symbolic_trace(entry)\n") ==
             "4: 5: 7: 9: 10: 11: 12: 13: 14: 15:");
  BOOST_TEST(marks_by(engine, PythonProgram(early_return), both_ways,
                      "def capture(entry, example):\n    return lambda x: entry(x)\n") == "5: 7: 8: 9: 10: 11:");
}

BOOST_AUTO_TEST_CASE(a_trace_loses_the_branch_and_what_only_it_needed) {
  BOOST_TEST(marks_by("trace", PythonProgram(early_return), both_ways) ==
             "5:node 7:lost 8:lost 9:lost 10:constant 11:node");
}

BOOST_AUTO_TEST_CASE(a_trace_of_an_early_return_is_that_return) {
  BOOST_TEST(marks_by("trace", PythonProgram(early_return), "[torch.zeros(3), torch.ones(3)]") ==
             "5:lost 7:lost 8:lost 9:value 10:lost 11:lost");
}

BOOST_AUTO_TEST_CASE(fx_loses_the_context_and_side_effects) {
  BOOST_TEST(marks_by("fx", PythonProgram(straight), "[torch.ones(3)]") ==
             "4:node 5:value 7:constant 9:lost 10:node 11:constant 12:lost 13:value 14:lost 15:node");
}

BOOST_AUTO_TEST_CASE(export_has_the_lines_of_helpers_and_loses_what_python_did) {
  for (const std::string engine : {"export", "export[strict]"}) {
    if (!has_engine(engine)) continue;
    BOOST_TEST(marks_by(engine, PythonProgram(straight), "[torch.ones(3)]") ==
                   "4:node 5:value 7:constant 9:node 10:node 11:constant 12:lost 13:value 14:lost 15:node",
               engine);
  }
}

BOOST_AUTO_TEST_CASE(dynamo_assumes_what_python_computed) {
  if (!has_engine("dynamo")) return;
  BOOST_TEST(marks_by("dynamo", PythonProgram(early_return), both_ways) ==
             "5:node 7:node 8:node 9:value 10:assumed 11:node");
}

BOOST_AUTO_TEST_CASE(dynamo_runs_in_python_what_breaks_the_graph) {
  if (!has_engine("dynamo")) return;
  BOOST_TEST(marks_by("dynamo", PythonProgram(straight), "[torch.ones(3)]") ==
             "4:node 5:value 7:assumed 9:assumed 10:node 11:assumed 12:python 13:value 14:lost 15:node");
}

BOOST_AUTO_TEST_CASE(a_refusal_leaves_lines_without_marks) {
  BOOST_TEST(marks_by("fx", PythonProgram(early_return), both_ways) == "5: 7: 8: 9: 10: 11:");
}

BOOST_AUTO_TEST_SUITE_END()
