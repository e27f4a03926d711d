// Known programs have known graphs.
#include "jit_probe/probes/graph.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <sstream>

#include "jit_probe/probes/canonical.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::PythonProgram;

namespace {

namespace fs = std::filesystem;

torch::jit::Graph& graph_of(const py::object& script) {
  return *torch::jit::toGraphFunction(*script.cast<torch::jit::StrongFunctionPtr>().function_).graph();
}

const std::string two_processes = R"(
def g(x, n: int):
    return torch.nn.functional.dropout(x, 0.5, True) * n

def f(x, n: int = 3):
    for i in range(n):
        x = g(x, i)
    return x
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(graph_test)

BOOST_AUTO_TEST_CASE(nodes_are_counted_through_nested_blocks) {
  const PythonProgram program(R"(
def f(x, n: int):
    for i in range(n):
        for j in range(i):
            if bool(x.sum() > 0):
                x = x.relu()
    return x
)");
  const auto script = program.script("f");
  const auto counts = probes::count(graph_of(script));
  BOOST_TEST(counts.operators.at("prim::Loop") == 2);
  BOOST_TEST(counts.operators.at("prim::If") == 1);
  BOOST_TEST(counts.operators.at("aten::relu") == 1);
  BOOST_TEST(counts.depth == 3);
  int sum = 0;
  for (const auto& [kind, count] : counts.operators) sum += count;
  BOOST_TEST(counts.nodes == sum);
}

BOOST_AUTO_TEST_CASE(straight_line_code_has_no_depth) {
  const PythonProgram program("def f(x):\n    return x.relu()\n");
  const auto script = program.script("f");
  const auto counts = probes::count(graph_of(script));
  BOOST_TEST(counts.nodes == 1);
  BOOST_TEST(counts.depth == 0);
}

BOOST_AUTO_TEST_CASE(what_a_fork_runs_is_counted) {
  const PythonProgram program(R"(
def work(x):
    return torch.tanh(x)

def f(x):
    future = torch.jit.fork(work, x)
    return torch.jit.wait(future)
)");
  const auto script = program.script("f");
  probes::Blobs blobs;
  const auto facts = probes::graph_facts(graph_of(script), blobs);
  BOOST_TEST(facts["operators"].contains("prim::fork"));
  BOOST_TEST(facts["operators"].value("prim::CallFunction", 0) == 1);
  BOOST_TEST(facts["nodes"].get<int>() == 4);
  BOOST_TEST(facts["depth"].get<int>() == 1);
}

BOOST_AUTO_TEST_CASE(inlining_leaves_the_graph_alone) {
  const PythonProgram program("def g(x):\n    return x.cos()\n\ndef f(x):\n    return g(x) + g(x)\n");
  const auto script = program.script("f");
  auto& graph = graph_of(script);
  probes::Blobs blobs;
  const auto facts = probes::graph_facts(graph, blobs);
  const auto inlined = probes::graph_facts(*probes::inlined_copy(graph), blobs);
  BOOST_TEST(facts["operators"]["prim::CallFunction"].get<int>() == 2);
  BOOST_TEST(!facts["operators"].contains("aten::cos"));
  BOOST_TEST(inlined["operators"]["aten::cos"].get<int>() == 2);
  BOOST_TEST(probes::count(graph).operators.contains("prim::CallFunction"));
  BOOST_TEST(facts["text"]["blob"] != inlined["text"]["blob"]);
}

BOOST_AUTO_TEST_CASE(the_canonical_text_names_values_and_writes_constants_where_they_are_used) {
  const PythonProgram program(R"(
def f(x, n: int):
    y = x * 2
    for i in range(n):
        y = y + x.relu()
        y = y.relu().relu()
    return y
)");
  const auto script = program.script("f");
  BOOST_TEST(probes::canonical_text(graph_of(script)) == R"(graph(%x : Tensor, %n : int):
  %y : Tensor = aten::mul(%x, 2)
  %y'2 : Tensor = prim::Loop(%n, True, %y)
    block(%i : int, %y'3 : Tensor):
      %relu : Tensor = aten::relu(%x)
      %y'4 : Tensor = aten::add(%y'3, %relu, 1)
      %relu'2 : Tensor = aten::relu(%y'4)
      %y'5 : Tensor = aten::relu(%relu'2)
      -> (True, %y'5)
  return (%y'2)
)");
}

BOOST_AUTO_TEST_CASE(the_canonical_text_has_no_mangling_and_names_called_functions) {
  const std::string source = "def g(x):\n    return x.cos()\n\ndef f(x):\n    return g(x)\n";
  const PythonProgram program(source);
  const auto first = program.script("f");
  const auto text = probes::canonical_text(graph_of(first));
  BOOST_TEST(text == "graph(%x : Tensor):\n  %CallFunction : Tensor = prim::CallFunction(function __torch__." +
                         program.name() + ".g, %x)\n  return (%CallFunction)\n");
}

// With the variable set this case only writes; the next one runs it in processes of their own.
BOOST_AUTO_TEST_CASE(leaves_its_canonical_text) {
  const auto* file = std::getenv("DY2STAT_CANONICAL_TEXT");
  if (!file) return;
  const PythonProgram program(two_processes);
  std::ofstream(file) << probes::canonical_text(graph_of(program.script("f")));
}

BOOST_AUTO_TEST_CASE(two_processes_give_the_same_canonical_text) {
  const auto own_program = fs::read_symlink("/proc/self/exe").string();
  const auto text_of_a_process = [&](const fs::path& file) {
    const auto command = "DY2STAT_CANONICAL_TEXT=" + file.string() + " '" + own_program +
                         "' --run_test=graph_test/leaves_its_canonical_text >/dev/null 2>&1";
    BOOST_REQUIRE_EQUAL(std::system(command.c_str()), 0);
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
  };
  const PythonProgram folder("");
  const auto first = text_of_a_process(fs::path(folder.folder()) / "first");
  const auto second = text_of_a_process(fs::path(folder.folder()) / "second");
  BOOST_TEST(first.find("prim::Loop") != std::string::npos);
  BOOST_TEST(first == second);
}

BOOST_AUTO_TEST_CASE(the_canonical_text_shows_small_tensors_only) {
  const PythonProgram program(
      "small = torch.tensor([1.5, 2.0])\nlarge = torch.ones(100)\n"
      "def f(x):\n    return x + small.sum() + large.sum() + small\n");
  const auto traced =
      py::module_::import("torch.jit").attr("trace")(program["f"], py::make_tuple(tests::evaluate("torch.ones(2)")));
  const auto text = probes::canonical_text(graph_of(traced));
  BOOST_TEST(text.find("tensor(Float[2] = 1.5 2)") != std::string::npos, text);
  BOOST_TEST(text.find("100.") == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(texts_hold_no_path_of_the_program) {
  const PythonProgram program("def f(x):\n    return x.relu()\n");
  const auto script = program.script("f");
  probes::Blobs blobs({program.folder()});
  const auto facts = probes::graph_facts(graph_of(script), blobs);
  const auto text = tests::blob_in(blobs.frames(), facts["text"]["blob"].get<std::string>());
  BOOST_TEST(text.find("# " + program.name() + ".py:4:11") != std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()
