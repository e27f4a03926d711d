// Facts of an ExportedProgram.
#include "jit_probe/probes/export_artifact.hpp"

#include <map>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/fx_graph.hpp"
#include "jit_probe/probes/fx_nodes.hpp"

namespace dy2stat::probes {
namespace {

std::string python_text(const py::handle& object) {
  return py::str(object).cast<std::string>();
}

std::string plain_text(const py::handle& value) {
  return fx_value_text(value, [](const py::handle& node) { return python_text(node.attr("name")); });
}

// "buffer_mutation" of OutputKind.BUFFER_MUTATION.
std::string kind_of(const py::handle& spec) {
  return python_text(spec.attr("kind").attr("name").attr("lower")());
}

Json text_or_null(const py::handle& value) {
  return value.is_none() ? Json() : json_from_bytes(python_text(value));
}

// Placeholders by their names.
std::map<std::string, FxNode> placeholders(const py::object& exported) {
  std::map<std::string, FxNode> found;
  for (auto& node : fx_nodes(exported.attr("graph_module")))
    if (node.op == "placeholder") found.emplace(node.name, node);
  return found;
}

Json signature_facts(const py::object& exported) {
  const py::object signature = exported.attr("graph_signature");
  const auto nodes = placeholders(exported);
  Json inputs = Json::array(), outputs = Json::array();
  for (const auto& spec : py::list(signature.attr("input_specs"))) {
    const py::object argument = spec.attr("arg");
    const auto name = python_text(argument.attr("name"));
    const auto node = nodes.find(name);
    Json input{{"kind", kind_of(spec)}, {"name", name}, {"target", text_or_null(spec.attr("target"))}};
    if (const py::object persistent = py::getattr(spec, "persistent", py::none()); !persistent.is_none())
      input["persistent"] = persistent.cast<bool>();
    if (py::hasattr(argument, "value")) input["value"] = json_from_bytes(plain_text(argument.attr("value")));
    input["type"] = node == nodes.end() ? "" : fx_type_text(node->second.node);
    inputs.push_back(std::move(input));
  }
  for (const auto& spec : py::list(signature.attr("output_specs"))) {
    const py::object argument = spec.attr("arg");
    Json output{{"kind", kind_of(spec)},
                {"name", text_or_null(argument.attr("name"))},
                {"target", text_or_null(spec.attr("target"))}};
    if (py::hasattr(argument, "value")) output["value"] = json_from_bytes(plain_text(argument.attr("value")));
    outputs.push_back(std::move(output));
  }
  return {{"inputs", inputs}, {"outputs", outputs}};
}

Json range_facts(const py::object& exported) {
  Json ranges = Json::object();
  for (const auto& [symbol, range] : py::dict(exported.attr("range_constraints")))
    ranges[python_text(symbol)] = python_text(range);
  return ranges;
}

Json guard_facts(const py::object& exported) {
  if (!py::hasattr(exported, "_guards_code")) return {{"not_available", "this torch keeps no guards of an export"}};
  Json guards = Json::array();
  for (const auto& guard : py::list(exported.attr("_guards_code")))
    guards.push_back(json_from_bytes(python_text(guard)));
  return guards;
}

// Sizes that are plain numbers, and arguments that are no tensors.
Json specialised_facts(const py::object& exported) {
  Json facts = Json::array();
  const auto nodes = placeholders(exported);
  for (const auto& spec : py::list(exported.attr("graph_signature").attr("input_specs"))) {
    const auto kind = kind_of(spec);
    const py::object argument = spec.attr("arg");
    const auto name = python_text(argument.attr("name"));
    if (kind != "user_input") continue;
    if (py::hasattr(argument, "value")) {
      facts.push_back(json_from_bytes(name + " == " + plain_text(argument.attr("value"))));
      continue;
    }
    const auto node = nodes.find(name);
    if (node == nodes.end()) continue;
    const py::dict meta = node->second.node.attr("meta");
    if (!meta.contains("val") || !THPVariable_Check(meta["val"].ptr())) continue;
    int dimension = 0;
    for (const auto& size : py::tuple(meta["val"].attr("shape"))) {
      if (PyLong_CheckExact(size.ptr()))
        facts.push_back(name + ".shape[" + std::to_string(dimension) + "] == " + python_text(size));
      ++dimension;
    }
  }
  return facts;
}

std::map<std::string, int> operators_in(const py::object& graph_module) {
  std::map<std::string, int> operators;
  for (const auto& node : fx_nodes(graph_module)) {
    if (!node.subgraph.is_none())
      for (const auto& [kind, count] : operators_in(node.subgraph)) operators[kind] += count;
    if (node.op.starts_with("call_")) ++operators[node.kind];
  }
  return operators;
}

// What is in `left` more often than in `right`.
Json surplus(const std::map<std::string, int>& left, const std::map<std::string, int>& right) {
  Json operators = Json::object();
  for (const auto& [kind, count] : left) {
    const auto found = right.find(kind);
    if (const int more = count - (found == right.end() ? 0 : found->second); more > 0) operators[kind] = more;
  }
  return operators;
}

Json decomposition_facts(const py::object& exported) {
  const auto before = operators_in(exported.attr("graph_module"));
  const auto after = operators_in(exported.attr("run_decompositions")().attr("graph_module"));
  return {{"replaced", surplus(before, after)}, {"by", surplus(after, before)}};
}

}  // namespace

Json exported_facts(const py::object& exported, const std::string& folder, Blobs& blobs) {
  auto facts = graph_module_facts(exported.attr("graph_module"), exported, folder, blobs);
  facts["kind"] = "exported_program";
  facts["signature"] = guarded([&] { return signature_facts(exported); });
  facts["ranges"] = guarded([&] { return range_facts(exported); });
  facts["guards"] = guarded([&] { return guard_facts(exported); });
  facts["specialised"] = guarded([&] { return specialised_facts(exported); });
  facts["decomposed"] = guarded([&] { return decomposition_facts(exported); });
  return facts;
}

}  // namespace dy2stat::probes
