// Comparing a module before and after it was frozen.
#include "jit_probe/probes/folded.hpp"

#include <torch/csrc/jit/python/module_python.h>

#include <map>
#include <set>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/graph.hpp"
#include "jit_probe/probes/literals.hpp"

namespace dy2stat::probes {
namespace {

using FrozenGraph = std::shared_ptr<torch::jit::Graph>;

torch::jit::Module module_of(const py::object& script) {
  if (auto module = torch::jit::as_module(script)) return *module;
  throw std::invalid_argument("what was frozen is no ScriptModule");
}

// "layers.0.weight" of a value that was read, step by step, off the graph's own module; empty for any other.
std::string attribute_path(const torch::jit::Value* value) {
  std::string path;
  for (const auto* node = value->node(); node->kind() == c10::prim::GetAttr; node = node->input(0)->node())
    path = node->s(c10::attr::name) + (path.empty() ? "" : ".") + path;
  return path;
}

void add_paths_read(const torch::jit::Block& block, std::set<std::string>& paths) {
  for (const auto* node : block.nodes()) {
    if (node->kind() == c10::prim::GetAttr) paths.insert(attribute_path(node->output()));
    for (const auto* nested : node->blocks()) add_paths_read(*nested, paths);
  }
}

std::string type_of(const c10::IValue& value) {
  if (!value.isTensor() || !value.toTensor().defined()) return type_text(*value.type());
  const auto& tensor = value.toTensor();
  return std::string(c10::toString(tensor.scalar_type())) + "[" + shape_text(tensor.sizes()) + "]";
}

// "parameter", "buffer" or "attribute" by name, of those that are not submodules.
std::map<std::string, std::string> kinds_in(const torch::jit::Module& module) {
  std::map<std::string, std::string> kinds;
  for (const auto& attribute : module.named_attributes())
    if (!attribute.value.isModule()) kinds[attribute.name] = "attribute";
  for (const auto& buffer : module.named_buffers()) kinds[buffer.name] = "buffer";
  for (const auto& parameter : module.named_parameters()) kinds[parameter.name] = "parameter";
  return kinds;
}

// Operators that `left` has more of than `right`.
Json more_in(const GraphCounts& left, const GraphCounts& right) {
  Json operators = Json::object();
  for (const auto& [kind, count] : left.operators) {
    const auto found = right.operators.find(kind);
    if (const int more = count - (found == right.operators.end() ? 0 : found->second); more > 0) operators[kind] = more;
  }
  return operators;
}

Json change_of(const FrozenGraph& before, const FrozenGraph& after) {
  const auto had = count(*before), has = count(*after);
  return {{"gone", more_in(had, has)}, {"come", more_in(has, had)}};
}

}  // namespace

Json folded_facts(const py::object& scripted, const py::object& frozen, const py::object& optimised,
                  const std::string& method) {
  const auto before = inlined_graph(scripted, method), after = inlined_graph(frozen, method);
  std::set<std::string> read;
  add_paths_read(*before->block(), read);
  const auto module = module_of(scripted);
  const auto kinds = kinds_in(module), left = kinds_in(module_of(frozen));
  Json constants = Json::array(), dropped = Json::array(), kept = Json::array();
  for (const auto& attribute : module.named_attributes()) {
    const auto kind = kinds.find(attribute.name);
    if (kind == kinds.end()) continue;
    if (left.contains(attribute.name))
      kept.push_back(attribute.name);
    else if (read.contains(attribute.name))
      constants.push_back({{"name", attribute.name}, {"kind", kind->second}, {"type", type_of(attribute.value)}});
    else
      dropped.push_back(attribute.name);
  }
  return {{"constants", constants},
          {"dropped", dropped},
          {"kept", kept},
          {"by_freeze", change_of(before, after)},
          {"by_optimize_for_inference", change_of(after, inlined_graph(optimised, method))}};
}

}  // namespace dy2stat::probes
