// What is recorded of a making by script: names in order, closures, sources and recursive compilations.
#include "jit_probe/probes/script_making.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/probes/canonical.hpp"
#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using dy2stat::tests::PythonProgram;

namespace {

// The facts of scripting `entry`, which may be refused.
Json making_of(const py::object& entry, probes::Blobs& blobs) {
  const probes::ScriptMaking making(entry);
  try {
    py::module_::import("torch.jit").attr("script")(entry);
  } catch (const py::error_already_set&) {
  }
  return making.facts(blobs);
}

Json making_of(const py::object& entry) {
  probes::Blobs blobs;
  return making_of(entry, blobs);
}

// "name:how" of each name asked for (`inferred` false) or inferred in functions whose name ends with `in`.
std::vector<std::string> names_in(const Json& making, const std::string& in, bool inferred = false) {
  std::vector<std::string> names;
  for (const auto& name : making["names"])
    if (name["in"].get<std::string>().ends_with(in) && name["inferred"] == inferred)
      names.push_back(name["name"].get<std::string>() + ":" + name["how"].get<std::string>());
  return names;
}

void check_names(const std::vector<std::string>& found, const std::vector<std::string>& expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

const Json& first_named(const Json& making, const std::string& name) {
  for (const auto& each : making["names"])
    if (each["name"] == name) return each;
  throw std::runtime_error("no name " + name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(script_making_test)

BOOST_AUTO_TEST_CASE(a_closed_over_tensor_is_found_in_its_cell) {
  const PythonProgram program(
      "def make():\n    scale = torch.ones(2)\n    def f(x):\n        return x * scale\n"
      "    return f\nf = make()\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {"scale:closure", "scale:closure"});
  BOOST_TEST(first_named(making, "scale")["what"] == "Tensor float32[2]");
  BOOST_TEST(first_named(making, "scale")["line"] == 6);
  const Json free{{{"name", "scale"}, {"type", "Tensor float32[2]"}, {"empty", false}}};
  BOOST_TEST(making["closure"]["free_variables"] == free);
}

BOOST_AUTO_TEST_CASE(a_global_function_is_compiled_because_of_its_caller) {
  const PythonProgram program("def helper(x, n: int = 3):\n    return x * n\n\ndef f(x):\n    return helper(x)\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {"helper:global", "helper:global"});
  check_names(names_in(making, ".f", true), {"x:local"});
  check_names(names_in(making, ".helper"), {"int:builtin"});
  check_names(names_in(making, ".helper", true), {"x:local", "n:local"});
  const auto& compiled = making["compiled"];
  BOOST_REQUIRE_EQUAL(compiled.size(), 2);
  BOOST_TEST(compiled[0]["recursive"] == false);
  BOOST_TEST(compiled[1]["recursive"] == true);
  BOOST_TEST(compiled[1]["qualified_name"] == "__torch__." + program.name() + ".helper");
  BOOST_TEST(compiled[1]["because_of"] == "__torch__." + program.name() + ".f");
  BOOST_TEST(compiled[1]["defaults"]["n"] == "int 3");
  BOOST_TEST(making["closure"]["globals"] == Json::array({"helper"}));
}

BOOST_AUTO_TEST_CASE(a_shadowed_builtin_is_never_asked_for) {
  const PythonProgram program("def abs(x):\n    return x + 1\n\ndef f(x):\n    return abs(x)\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {});
  check_names(names_in(making, ".f", true), {"abs:builtin", "x:local"});
}

BOOST_AUTO_TEST_CASE(a_nonlocal_is_refused_before_any_name_is_asked_for) {
  const PythonProgram program(
      "def make():\n    count = 0\n    def f(x):\n        nonlocal count\n        count += 1\n"
      "        return x + count\n    return f\nf = make()\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {});
  BOOST_TEST(making["syntax_tree"]["failed"] == "torch did not get as far as to make a tree of the source");
  BOOST_TEST(making["closure"]["free_variables"][0]["type"] == "int 0");
}

BOOST_AUTO_TEST_CASE(a_late_bound_cell_is_read_as_it_is_at_capture) {
  const PythonProgram program(
      "def make():\n    layers = []\n    for act in (torch.relu, torch.tanh):\n"
      "        def f(x):\n            return act(x)\n        layers.append(f)\n"
      "    return layers[0]\nf = make()\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {"act:closure", "act:closure"});
  BOOST_TEST(first_named(making, "act")["what"] == "operator aten::tanh");
}

BOOST_AUTO_TEST_CASE(an_empty_cell_is_shown_though_torch_refuses_it) {
  const PythonProgram program(
      "def make():\n    def f(x):\n        return later(x)\n    made = f\n    if False:\n"
      "        later = torch.relu\n    return made\nf = make()\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {});
  const Json free{{{"name", "later"}, {"type", ""}, {"empty", true}}};
  BOOST_TEST(making["closure"]["free_variables"] == free);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_nowhere_is_not_found) {
  const PythonProgram program("def f(x):\n    y = x.relu()\n    return nowhere(y)\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, ".f"), {"nowhere:not_found", "nowhere:not_found", "nowhere:not_found"});
  BOOST_TEST(making["compiled"][0]["completed"] == false);
}

BOOST_AUTO_TEST_CASE(a_global_none_is_what_torch_takes_for_nothing) {
  const PythonProgram program(
      "nothing = None\n\ndef f(x):\n    if nothing is None:\n        return x\n    return x + 1\n");
  const auto making = making_of(program["f"]);
  BOOST_TEST(first_named(making, "nothing")["how"] == "not_found");
  BOOST_TEST(first_named(making, "nothing")["what"] == "global None, which torch takes for a name that is not there");
}

BOOST_AUTO_TEST_CASE(the_way_through_python_modules_is_seen_hop_by_hop) {
  const PythonProgram program(
      "import math\n\ndef f(x):\n    return torch.nn.functional.relu(x) * math.pi + torch.abs(x)\n");
  const auto making = making_of(program["f"]);
  check_names(names_in(making, program.name() + ".f"),
              {"torch:global", "torch:global", "torch.nn:python_module", "torch.nn.functional:python_module",
               "torch.nn.functional.relu:python_module", "math:global", "math:global", "math.pi:python_module",
               "torch:global", "torch:global", "torch.abs:torch_operator"});
  BOOST_TEST(first_named(making, "torch.nn.functional.relu")["what"] == "function torch.nn.functional.relu");
  BOOST_TEST(first_named(making, "torch.abs")["what"] == "operator aten::abs");
  BOOST_TEST(first_named(making, "math.pi")["what"] == "float 3.141592653589793");
}

BOOST_AUTO_TEST_CASE(annotations_are_asked_for_whole) {
  const PythonProgram program(
      "def f(x: torch.Tensor, ys: Optional[List[int]] = None) -> torch.Tensor:\n"
      "    z: \"Dict[str, int]\" = {}\n    return x\n");
  const auto making = making_of(program["f"]);
  BOOST_TEST(first_named(making, "Optional[List[int]]")["how"] == "global");
  // torch itself falls back to the module typing for what the program did not import.
  BOOST_TEST(first_named(making, "Dict[str, int]")["how"] == "typing");
}

BOOST_AUTO_TEST_CASE(what_a_module_takes_from_self_is_inferred_from_its_type) {
  const PythonProgram program(R"(
class Net(torch.nn.Module):
    __constants__ = ["fixed"]
    def __init__(self):
        super().__init__()
        self.inner = torch.nn.Sequential(torch.nn.ReLU())
        self.weight = torch.nn.Parameter(torch.ones(2))
        self.register_buffer("seen", torch.zeros(2))
        self.fixed = 2
        self.rate = 0.5
    def helper(self, x):
        return x * self.rate
    def forward(self, x):
        return self.inner(x) + self.weight * self.fixed + self.helper(x) + self.seen

net = Net()
)");
  const auto making = making_of(program["net"]);
  std::map<std::string, std::string> found;
  for (const auto& name : making["names"])
    if (name["in"].get<std::string>().find(".Net.") != std::string::npos && name["inferred"] == true)
      found[name["name"].get<std::string>()] = name["how"].get<std::string>() + " " + name["what"].get<std::string>();
  BOOST_TEST(found.at("self.inner") == "submodule torch.nn.modules.container.Sequential");
  BOOST_TEST(found.at("self.weight") == "attribute parameter Tensor");
  BOOST_TEST(found.at("self.seen") == "attribute attribute Tensor");
  BOOST_TEST(found.at("self.fixed") == "attribute constant int 2");
  BOOST_TEST(found.at("self.rate") == "attribute attribute float");
  BOOST_TEST(found.at("self.helper") == "attribute function " + program.name() + ".Net.helper");
  std::vector<std::string> names;
  for (const auto& each : making["compiled"])
    if (each["qualified_name"].get<std::string>().find(".Net.") != std::string::npos)
      names.push_back(
          each["qualified_name"].get<std::string>().substr(each["qualified_name"].get<std::string>().rfind('.')));
  check_names(names, {".forward", ".helper"});
}

BOOST_AUTO_TEST_CASE(a_class_compiled_on_the_way_is_listed_with_its_defaults) {
  const PythonProgram program(
      "class Pair:\n    def __init__(self, a: int, b: int = 2):\n        self.a = a\n        self.b = b\n\n"
      "def f(x):\n    return x + Pair(1).b\n");
  const auto making = making_of(program["f"]);
  const auto& compiled = making["compiled"];
  BOOST_REQUIRE_EQUAL(compiled.size(), 2);
  BOOST_TEST(compiled[1]["kind"] == "class");
  BOOST_TEST(compiled[1]["defaults"]["__init__.b"] == "int 2");
  BOOST_TEST(compiled[1]["because_of"] == "__torch__." + program.name() + ".f");
}

BOOST_AUTO_TEST_CASE(the_source_is_found_with_its_decorators) {
  const PythonProgram program(
      "import functools\n\ndef plain(f):\n    return f\n\ndef wrapping(f):\n    @functools.wraps(f)\n"
      "    def outer(x):\n        return f(x)\n    return outer\n\n@plain\ndef f(x):\n    return x\n\n"
      "@wrapping\ndef g(x):\n    return x + 1\n");
  probes::Blobs blobs({program.folder()});
  const auto plain = making_of(program["f"], blobs)["source"];
  BOOST_TEST(plain["decorators"] == Json::array({"plain"}));
  BOOST_TEST(plain["first_line"] == 14);
  BOOST_TEST(plain["last_line"] == 16);
  BOOST_TEST(plain["file"] == program.name() + ".py");
  BOOST_TEST(plain["wrapped"] == false);
  const auto wrapped = making_of(program["g"], blobs);
  BOOST_TEST(wrapped["source"]["wrapped"] == true);
  BOOST_TEST(wrapped["source"]["first_line"] == 18);
  // The source is that of g, the closure that of the function around it.
  BOOST_TEST(wrapped["closure"]["free_variables"][0]["name"] == "f");
  const auto text = tests::blob_in(blobs.frames(), wrapped["source"]["text"]["blob"].get<std::string>());
  BOOST_TEST(text == "@wrapping\ndef g(x):\n    return x + 1\n");
}

BOOST_AUTO_TEST_CASE(the_syntax_tree_is_that_of_torch) {
  const PythonProgram program("def f(x):\n    return x + 1\n");
  probes::Blobs blobs;
  const auto making = making_of(program["f"], blobs);
  const auto text = tests::blob_in(blobs.frames(), making["syntax_tree"]["blob"].get<std::string>());
  const auto tree = py::module_::import("torch.jit.frontend").attr("get_jit_def")(program["f"], "f");
  BOOST_TEST(text == py::str(tree).cast<std::string>() + "\n");
}

BOOST_AUTO_TEST_CASE(watching_changes_nothing_that_is_compiled_and_is_undone) {
  const std::string source =
      "import math\nclass Inner(torch.nn.Module):\n    def forward(self, x):\n        return "
      "torch.nn.functional.relu(x)\n"
      "class Net(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.inner = Inner()\n"
      "    def forward(self, x, n: int = 2):\n        for i in range(n):\n            x = self.inner(x) * math.pi\n    "
      "    return x\nnet = Net()\n";
  const auto canonical = [](const py::object& scripted) {
    const auto module = scripted.attr("_c").cast<torch::jit::Module>();
    return probes::canonical_text(*torch::jit::toGraphFunction(module.get_method("forward").function()).graph());
  };
  const PythonProgram unwatched_program(source), watched_program(source);
  const auto script = py::module_::import("torch.jit").attr("script");
  const auto internal = py::module_::import("torch._jit_internal");
  const py::object before = internal.attr("createResolutionCallbackFromClosure");
  const auto unwatched = canonical(script(unwatched_program["net"]));
  std::string watched;
  {
    const probes::ScriptMaking making(watched_program["net"]);
    BOOST_TEST(!py::object(internal.attr("createResolutionCallbackFromClosure")).is(before));
    watched = canonical(script(watched_program["net"]));
  }
  BOOST_TEST(py::object(internal.attr("createResolutionCallbackFromClosure")).is(before));
  const auto replace_all = [](std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
    return text;
  };
  BOOST_TEST(replace_all(watched, watched_program.name(), "program") ==
             replace_all(unwatched, unwatched_program.name(), "program"));
}

BOOST_AUTO_TEST_SUITE_END()
