// A run made by hand.
#include "support/example_run.hpp"

#include "jit_probe/record/sha256.hpp"

namespace dy2stat::test {
namespace {

const std::string program =
    "import torch\n\n\ndef func(x, n: int):\n    for _ in range(n):\n        x = x * 2\n    return x\n\n\n"
    "def inputs():\n    return [(torch.ones(2), 3), (torch.ones(2), 0)]\n";
const std::string loop_graph =
    "graph(%x.1 : Tensor,\n      %n.1 : int):\n  %2 : int = prim::Constant[value=2]()\n  %3 : bool = "
    "prim::Constant[value=1]()\n"
    "  %x : Tensor = prim::Loop(%n.1, %3, %x.1)\n    block0(%i : int, %x.5 : Tensor):\n"
    "      %x.4 : Tensor = aten::mul(%x.5, %2)\n      -> (%3, %x.4)\n  return (%x)\n";

Record made(const char* name, const char* engine, const char* torch, Verdict verdict, const char* reason) {
  Record record;
  record.case_name = name;
  record.engine = engine;
  record.torch = TorchVersion::parse(torch);
  record.worker = std::string("torch-") + torch;
  record.verdict = verdict;
  record.reason = reason;
  record.seconds.load = 0.002;
  record.seconds.capture = 0.01;
  record.seconds.verify = 0.003;
  record.seconds.total = 0.02;
  record.peak_mib = 12;
  record.tags = {"for"};
  return record;
}

}  // namespace

Json add_blob(RunWriter& writer, const std::string& bytes) {
  const auto name = sha256_hex(bytes);
  writer.add_blob(name, bytes);
  return text_reference(name, bytes.size());
}

Record scripted_loop(RunWriter& writer) {
  auto record = made("control_flow/for_loop", "script", "2.13.0", Verdict::sound,
                     "equal to eager in everything that was checked");
  record.expected = Expected{};
  record.expected->at = "cases/control_flow/for_loop/case.toml:6:1";
  record.as_expected = true;
  const auto first = program.find("def func");
  const auto source = program.substr(first, program.find("\n\n\ndef inputs") + 1 - first);
  record.making = {
      {"program", {{"files", {{"program.py", add_blob(writer, program)}}}, {"module", "program"}, {"entry", "func"}}},
      {"source",
       {{"text", add_blob(writer, source)},
        {"file", "program.py"},
        {"first_line", 4},
        {"last_line", 7},
        {"decorators", Json::array()},
        {"wrapped", false}}},
      {"syntax_tree", add_blob(writer, "(def\n  (ident func)\n  (list (for ...)))\n")},
      {"closure",
       {{"free_variables",
         {{{"name", "scale"}, {"type", "float"}, {"empty", false}},
          {{"name", "later"}, {"type", ""}, {"empty", true}}}},
        {"globals", {"torch"}}}},
      {"names",
       {{{"name", "range"},
         {"how", "builtin"},
         {"what", "builtins.range"},
         {"inferred", true},
         {"line", 5},
         {"in", "func"}},
        {{"name", "x"}, {"how", "local"}, {"what", ""}, {"inferred", true}, {"line", 6}, {"in", "func"}}}},
      {"compiled", {{{"qualified_name", "__torch__.func"}, {"defaults", Json::object()}, {"recursive", false}}}},
  };
  record.making["program"]["again"] = "jit_probe run cases/control_flow/for_loop --engine script --worker torch-2.13.0";
  const Json graph{{"text", add_blob(writer, loop_graph)},
                   {"canonical", add_blob(writer, "graph(Tensor, int):\n  prim::Loop\n    aten::mul(Tensor, int 2)\n")},
                   {"nodes", 5},
                   {"operators", {{"prim::Constant", 2}, {"prim::Loop", 1}, {"aten::mul", 1}}},
                   {"loops", 1},
                   {"ifs", 0},
                   {"depth", 2}};
  record.artifact = {
      {"kind", "function"},
      {"graph", graph},
      {"inlined", graph},
      {"code",
       {{"text", add_blob(writer, "def func(x: Tensor,\n    n: int) -> Tensor:\n  return x\n")}, {"constants", {2}}}},
      {"schema",
       {{"text", "func(Tensor x, int n) -> Tensor"},
        {"arguments",
         {{{"name", "x"}, {"type", "Tensor"}, {"default", nullptr}}, {{"name", "n"}, {"type", "int"}, {"default", 3}}}},
        {"returns", {{{"name", ""}, {"type", "Tensor"}}}}}},
      {"methods", Json::object()},
      {"source_ranges", add_blob(writer, "0 prim::Constant program.py:5:4\n")},
      {"execution", {{"plans", 1}, {"optimised", add_blob(writer, loop_graph)}}},
  };
  return record;
}

Record scripted_loop_of_old_torch(RunWriter& writer) {
  auto record = scripted_loop(writer);
  record.torch = TorchVersion::parse("1.13.1");
  record.worker = "torch-1.13.1";
  record.making["program"]["again"] = "jit_probe run cases/control_flow/for_loop --engine script --worker torch-1.13.1";
  record.artifact["graph"]["canonical"] =
      add_blob(writer, "graph(Tensor, int):\n  prim::Loop\n    prim::Uninitialized\n    aten::mul(Tensor, int 2)\n");
  record.artifact["graph"]["operators"]["prim::Uninitialized"] = 1;
  record.artifact["schema"]["text"] = "func(Tensor x, Any n) -> Tensor";
  record.artifact["execution"] = {{"not_available", "not available in torch 1.13.1"}};
  return record;
}

Record traced_branch() {
  auto record = made("control_flow/if", "trace", "2.13.0", Verdict::unsound,
                     "captured without an error, and differs from eager in values");
  record.differences = {
      {Aspect::values, Severity::wrong, "input set 1 -> round 0 -> result", "tensor([-1.])", "tensor([1.])",
       "1 of 1 elements differ"},
      {Aspect::exceptions, Severity::note, "input set 2 -> round 0", "ValueError: no", "RuntimeError: no", ""}};
  record.not_checked = {Aspect::state};
  record.notes = {"the example was copied"};
  record.making["warnings"] = {{{"message", "Converting a tensor to a Python boolean"}, {"where", "program.py:5"}}};
  record.expected = Expected{};
  record.expected->verdict = Verdict::sound;
  record.expected->at = "cases/control_flow/if/case.toml:6:1";
  record.expected->mechanism = "one_path_traced";
  record.as_expected = false;
  return record;
}

Record rejected_script() {
  auto record =
      made("functions/generator", "script", "2.13.0", Verdict::rejected, "the engine refused it: NotSupportedError");
  record.stage = Stage::capture;
  record.error = Error{"NotSupportedError", "yield expressions aren't supported:\n  File \"program.py\", line 5",
                       "program.py:5", "Traceback:\n  program.py:5 in func\n"};
  return record;
}

void write_example_run(const std::filesystem::path& folder) {
  RunDescription description;
  description.started = "2026-01-31T12:00:00Z";
  description.ended = "2026-01-31T12:01:00Z";
  description.ended_by = "finished";
  RunWriter writer(folder, description);
  writer.add(scripted_loop(writer));
  writer.add(scripted_loop_of_old_torch(writer));
  writer.add(traced_branch());
  writer.add(rejected_script());
}

void write_run(const std::filesystem::path& folder, const std::vector<Record>& records, const std::string& ended_by) {
  RunDescription description;
  description.started = "2026-01-31T12:00:00Z";
  description.ended_by = ended_by;
  RunWriter writer(folder, description);
  for (const auto& record : records) writer.add(record);
}

}  // namespace dy2stat::test
