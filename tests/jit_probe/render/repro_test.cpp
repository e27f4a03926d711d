// The files that `repro` prints, run by the real Python and torch of each environment that is there.
#include "jit_probe/render/repro.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

#include "support/process.hpp"

using namespace dy2stat;

namespace {

namespace fs = std::filesystem;

Record found(const char* engine, Verdict verdict, Stage stage = Stage::verify, std::vector<Aspect> wrong = {}) {
  Record record;
  record.case_name = "g/one";
  record.engine = engine;
  record.worker = "torch-2.13.0";
  record.torch = TorchVersion::parse("2.13.0");
  record.verdict = verdict;
  record.stage = stage;
  record.reason = "as found";
  for (const auto aspect : wrong)
    record.differences.push_back({aspect, Severity::wrong, "input set 1 -> round 0 -> result", "1", "2", ""});
  return record;
}

CaseRequest program(const std::string& text, const std::string& entry) {
  CaseRequest made;
  made.files["program.py"] = text;
  made.module = "program";
  made.entry = entry;
  return made;
}

// What a file printed and how it ended.
struct Shown {
  std::string out;
  int exit_code = -1;
};

// Runs each file in a process of its own, forked where torch is imported already.
constexpr const char* run_all = R"(
import os, runpy, sys, torch
for name in sorted(os.listdir(".")):
    if not name.endswith(".py"):
        continue
    child = os.fork()
    if child == 0:
        out = os.open(name + ".out", os.O_WRONLY | os.O_CREAT)
        os.dup2(out, 1)
        os.dup2(out, 2)
        code = 0
        try:
            runpy.run_path(name, run_name="__main__")
        except SystemExit as error:
            code = error.code
        except BaseException as error:
            print(repr(error))
            code = 99
        sys.stdout.flush()
        os._exit(code)
    print(name, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
)";

std::map<std::string, Shown> run_with(const fs::path& python, const std::map<std::string, std::string>& files) {
  const test::Folder folder;
  for (const auto& [name, text] : files) folder.write(name + ".py", text);
  const auto ended = test::run_process({python.string(), "-c", run_all}, folder.path);
  BOOST_TEST_REQUIRE(ended.exit_code == 0, ended.err);
  std::map<std::string, Shown> shown;
  std::istringstream lines(ended.out);
  std::string name;
  for (int code = 0; lines >> name >> code;)
    shown[name.substr(0, name.size() - 3)] = {test::content_of(folder.path / (name + ".out")), code};
  return shown;
}

const std::map<std::string, std::string> example_files() {
  const std::string branch =
      "\"\"\"Takes a branch by its data.\"\"\"\nfrom __future__ import annotations\n\nimport torch\n\n\ndef func(x):\n "
      "   if x.sum() > 0:\n"
      "        return x\n    return -x * 2\n\n\ndef inputs():\n    return [(torch.ones(2),), (-torch.ones(2),)]\n";
  const std::string mutating =
      "import torch\n\n\nclass Model(torch.nn.Module):\n    def __init__(self, width):\n        super().__init__()\n   "
      "     self.w = "
      "torch.nn.Parameter(torch.ones(width))\n\n    def forward(self, x):\n        if x.sum() > 0:\n            "
      "x.add_(self.w)\n        return "
      "x.sum() * 0\n\n\ndef init():\n    return (2,)\n\n\ndef inputs():\n    return [(torch.zeros(2),), "
      "(torch.ones(2),)]\n";
  const std::string generator =
      "import torch\n\n\ndef func(x):\n    def rows():\n        yield x\n    return sum(rows())\n\n\ndef inputs():\n   "
      " return [(torch.ones(2),)]\n";
  const std::string counted =
      "import torch\n\n\ndef func(x, n):\n    return x * n\n\n\ndef inputs():\n    return [(torch.ones(2), 3), "
      "(torch.ones(2), 4)]\n";
  const std::string rows =
      "import torch\n\n\ndef func(x):\n    out = x[0]\n    for row in x[1:]:\n        out = out + row\n    return "
      "out\n\n\n"
      "def inputs():\n    return [(torch.ones(3, 2),), (torch.ones(1, 2),)]\n";
  const std::string printing =
      "import torch\n\n\ndef func(x):\n    print(\"shape\", x.shape)\n    return x\n\n\ndef inputs():\n    return "
      "[(torch.ones(2),)]\n";
  const std::string detached =
      "import torch\n\n\ndef func(x):\n    if x.requires_grad and x.sum() < 0:\n        return x.detach() * 3\n    "
      "return x * 3\n\n\n"
      "def inputs():\n    return [(torch.ones(2),), (-torch.ones(2),)]\n";
  const std::string helped =
      "import torch\nfrom helpers.more import twice\n\n\ndef func(x):\n    return twice(x)\n\n\ndef inputs():\n    "
      "return [(torch.ones(2),)]\n";
  auto several = program(helped, "func");
  several.files["helpers/__init__.py"] = "";
  several.files["helpers/more.py"] = "def twice(x):\n    return x * 2 if x.sum() > 0 else \"\\\\ \\\"\"\n";
  const std::string counting =
      "import torch\n\ncount = torch.zeros(())\n\n\ndef func(x):\n    count.add_(1)\n    return x * count\n\n\n"
      "def inputs():\n    return [(torch.ones(2),)]\n";
  const std::string training =
      "import torch\n\n\nclass Model(torch.nn.Module):\n    def forward(self, x):\n        return x + 1 if "
      "self.training "
      "else x\n\n\ndef inputs():\n    return [(torch.ones(2),)]\n";
  // The backend that it registers compiles wrongly where the first size of what it gets is no symbol.
  const std::string marked =
      "import torch\n\n\nclass Model(torch.nn.Module):\n    def forward(self, x):\n        return x * 2\n\n\n"
      "def inputs():\n    return [(torch.ones(3, 2),), (torch.ones(4, 2),)]\n\n\n"
      "def dynamic_shapes():\n    return {\"x\": {0: torch.export.Dim(\"rows\")}}\n\n\n"
      "if hasattr(torch, \"_dynamo\") and \"only_symbols\" not in torch._dynamo.list_backends():\n"
      "    @torch._dynamo.register_backend\n"
      "    def only_symbols(graph, example):\n"
      "        varies = any(isinstance(one, torch.SymInt) for one in example)\n"
      "        return graph if varies else lambda *arguments: (torch.zeros(3, 2),)\n";
  auto tripled = program(branch, "func");
  tripled.own_engines["py:engines/mine.py:capture"] =
      "import torch\n\ndef triple(x):\n    return x * 3\n\ndef capture(entry, example):\n    args, kwargs = example\n"
      "    return torch.jit.script(triple), 'three times'\n";
  CaseRequest installed;
  installed.module = "torch.nn";
  installed.entry = "Conv2d";
  installed.init_expression = "(3, 8, 3)";
  installed.input_expressions = {"torch.randn(1, 3, 8, 8)", "(torch.randn(2, 3, 4, 4),)"};
  return {
      {"values",
       repro_file(found("trace", Verdict::unsound, Stage::verify, {Aspect::values}), program(branch, "func"))},
      {"mutation",
       repro_file(found("trace", Verdict::unsound, Stage::verify, {Aspect::mutation}), program(mutating, "Model"))},
      {"refused", repro_file(found("script", Verdict::rejected, Stage::capture), program(generator, "func"))},
      {"restricted", repro_file(found("trace", Verdict::restricted), program(rows, "func"))},
      {"raising", repro_file(found("script", Verdict::rejected, Stage::call), program(counted, "func"))},
      {"output",
       repro_file(found("trace", Verdict::unsound, Stage::verify, {Aspect::output}), program(printing, "func"))},
      {"gradients",
       repro_file(found("trace", Verdict::unsound, Stage::verify, {Aspect::gradients, Aspect::aliasing, Aspect::state}),
                  program(detached, "func"))},
      {"agreeing", repro_file(found("script", Verdict::sound), program(branch, "func"))},
      {"several_files", repro_file(found("trace", Verdict::sound), several)},
      {"installed", repro_file(found("script", Verdict::sound), installed)},
      {"fx", repro_file(found("fx", Verdict::unsound, Stage::verify, {Aspect::values}), program(counting, "func"))},
      {"own", repro_file(found("py:engines/mine.py:capture", Verdict::unsound), tripled)},
      {"freeze", repro_file(found("freeze", Verdict::rejected, Stage::capture), program(branch, "func"))},
      {"freeze_training",
       repro_file(found("freeze", Verdict::unsound, Stage::verify, {Aspect::values}), program(training, "Model"))},
      {"freeze_agreeing", repro_file(found("freeze", Verdict::sound), program(mutating, "Model"))},
      {"export", repro_file(found("export", Verdict::rejected, Stage::capture), program(branch, "func"))},
      {"export_strict", repro_file(found("export[strict]", Verdict::sound), installed)},
      {"dynamo", repro_file(found("dynamo", Verdict::partial), program(branch, "func"))},
      {"dynamo_fullgraph", repro_file(found("dynamo[fullgraph]", Verdict::rejected), program(branch, "func"))},
      {"dynamo_backend", repro_file(found("dynamo[backend=aot_eager]", Verdict::partial), program(branch, "func"))},
      {"dynamo_marked", repro_file(found("dynamo[backend=only_symbols]", Verdict::sound), program(marked, "Model"))},
  };
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Of engines that only newer torch has.
void check_newer(std::map<std::string, Shown>& shown) {
  BOOST_TEST(contains(shown["export"].out, "data-dependent"), shown["export"].out);
  BOOST_TEST(shown["export"].exit_code == 1);
  BOOST_TEST(contains(shown["export_strict"].out, "Guard failed"), shown["export_strict"].out);
  for (const auto* name : {"dynamo", "dynamo_backend", "dynamo_marked"})
    BOOST_TEST(shown[name].exit_code == 0, name << ": " << shown[name].out);
  BOOST_TEST(contains(shown["dynamo_fullgraph"].out, "Data-dependent branching"), shown["dynamo_fullgraph"].out);
}

void check_with(const fs::path& python, bool is_newer) {
  auto shown = run_with(python, example_files());
  for (const auto* name : {"values", "mutation", "refused", "restricted", "raising", "output", "gradients", "fx",
                           "freeze", "freeze_training", "own"}) {
    BOOST_TEST(shown[name].exit_code == 1, name << ": " << shown[name].out);
    BOOST_TEST(contains(shown[name].out, "FOUND: torch "), name << ": " << shown[name].out);
  }
  BOOST_TEST(contains(shown["values"].out, "round 0, input set 1: result\n  eager:    tensor([2., 2.])"),
             shown["values"].out);
  BOOST_TEST(contains(shown["values"].out, "captured: tensor([-1., -1.])"), shown["values"].out);
  BOOST_TEST(contains(shown["mutation"].out, "argument after the call [0]"), shown["mutation"].out);
  BOOST_TEST(contains(shown["refused"].out, "refuses to capture"), shown["refused"].out);
  BOOST_TEST(contains(shown["own"].out, "captured: tensor([3., 3.])"), shown["own"].out);
  BOOST_TEST(contains(shown["freeze"].out, "Freezing expects a ScriptModule"), shown["freeze"].out);
  BOOST_TEST(contains(shown["restricted"].out, "round 0, input set 1: raised"), shown["restricted"].out);
  BOOST_TEST(contains(shown["raising"].out, "round 0, input set 0: raised"), shown["raising"].out);
  BOOST_TEST(contains(shown["output"].out, "round 0, input set 0: output"), shown["output"].out);
  BOOST_TEST(contains(shown["gradients"].out, "gradient"), shown["gradients"].out);
  BOOST_TEST(contains(shown["fx"].out, "round 1, input set 0: result\n  eager:    tensor([2., 2.])"), shown["fx"].out);
  if (is_newer) check_newer(shown);
  for (const auto* name : {"agreeing", "several_files", "installed", "freeze_agreeing"}) {
    BOOST_TEST(shown[name].exit_code == 0, name << ": " << shown[name].out);
    BOOST_TEST(contains(shown[name].out, "NOT FOUND"), name << ": " << shown[name].out);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(repro_test)

BOOST_AUTO_TEST_CASE(the_files_show_what_was_found) {
  std::size_t environments = 0;
  for (const std::string torch : {"torch-2.13.0", "torch-1.13.1"}) {
    const auto python = fs::path(DY2STAT_SOURCE) / ".venv" / torch / "bin/python";
    if (!fs::exists(python)) continue;
    ++environments;
    BOOST_TEST_CONTEXT(torch) {
      check_with(python, torch == "torch-2.13.0");
    }
  }
  if (environments == 0) BOOST_TEST_MESSAGE("SKIPPED: there is no .venv with torch; ./run setup makes it");
}

BOOST_AUTO_TEST_CASE(the_head_says_what_to_expect) {
  auto record = found("trace", Verdict::unsound, Stage::verify, {Aspect::values});
  record.error = Error{"RuntimeError", "two\nlines", "", nullptr};
  const auto text =
      repro_file(record, program("def func(x):\n    return x\n\n\ndef inputs():\n    return [1]", "func"));
  BOOST_TEST(
      text.starts_with("# torch 2.13.0, torch.jit.trace: unsound\n# as found\n#   RuntimeError: two\n#   lines\n"
                       "# values differ at input set 1 -> round 0 -> result\n#   eager:    1\n#   captured: 2\n#\n"),
      text);
  BOOST_TEST(contains(text, "\ndef func(x):\n    return x\n\n\ndef inputs():\n    return [1]\n\n\nif __name__ == "),
             text);
}

BOOST_AUTO_TEST_CASE(what_no_file_can_show_is_refused) {
  BOOST_CHECK_THROW(repro_file(found("script", Verdict::unavailable), program("", "func")), NoRepro);
  BOOST_CHECK_THROW(repro_file(found("py:mine.py:f", Verdict::sound), program("", "func")), NoRepro);
  BOOST_CHECK_THROW(repro_file(found("onnx", Verdict::unsound), program("", "func")), NoRepro);
}

BOOST_AUTO_TEST_SUITE_END()
