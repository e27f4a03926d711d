// The canonical text of a graph.
#include "jit_probe/probes/canonical.hpp"

#include <torch/csrc/jit/ir/constants.h>

#include <algorithm>
#include <unordered_map>

#include "jit_probe/probes/literals.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::AttributeKind;
using torch::jit::Block;
using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

class Writer {
 public:
  std::string write(const Graph& graph) {
    line(0, "graph(" + declared(graph.inputs()) + "):");
    nodes(*graph.block(), 1);
    line(1, "return (" + used(graph.outputs()) + ")");
    return std::move(text_);
  }

 private:
  void line(int depth, const std::string& text) { text_.append(2 * depth, ' ').append(text).append("\n"); }

  // "x" for "x.1" and "x.3"; the operator's name for a value that the source does not name.
  static std::string root_of(const Value& value) {
    if (!value.hasDebugName()) {
      if (value.node()->kind() == c10::prim::Param) return "input";
      const std::string kind = value.node()->kind().toUnqualString();
      return kind;
    }
    auto name = value.debugName();
    for (auto dot = name.rfind('.'); dot != std::string::npos && dot > 0; dot = name.rfind('.')) {
      if (name.find_first_not_of("0123456789", dot + 1) != std::string::npos) break;
      name.erase(dot);
    }
    return name;
  }

  const std::string& name_of(const Value& value) {
    auto& name = names_[&value];
    if (name.empty()) {
      const auto root = root_of(value);
      const auto count = ++counts_[root];
      name = "%" + root + (count == 1 ? "" : "'" + std::to_string(count));
    }
    return name;
  }

  static bool is_constant(const Node& node) { return node.kind() == c10::prim::Constant; }

  std::string use_of(const Value& value) {
    if (!is_constant(*value.node())) return name_of(value);
    if (const auto function = value.type()->cast<c10::FunctionType>()) {
      const auto name = function->function()->qualname().qualifiedName();
      return "function " + without_mangling(name);
    }
    if (const auto constant = torch::jit::toIValue(&value)) return literal(*constant);
    return "<" + type_text(*value.type()) + ">";
  }

  template <typename Values>
  std::string used(const Values& values) {
    std::string text;
    for (const Value* value : values) text += (text.empty() ? "" : ", ") + use_of(*value);
    return text;
  }

  template <typename Values>
  std::string declared(const Values& values) {
    std::string text;
    for (const Value* value : values)
      text += (text.empty() ? "" : ", ") + name_of(*value) + " : " + type_text(*value->type());
    return text;
  }

  template <typename Values>
  static std::string joined(const Values& values) {
    return literal(c10::IValue(values));
  }

  // The text of an attribute; a sub-graph is written below the node instead.
  static std::string attribute(const Node& node, c10::Symbol name) {
    switch (node.kindOf(name)) {
      case AttributeKind::f:
        return literal(node.f(name));
      case AttributeKind::fs:
        return joined(node.fs(name));
      case AttributeKind::i:
        return literal(node.i(name));
      case AttributeKind::is:
        return joined(node.is(name));
      case AttributeKind::s:
        return literal(node.s(name));
      case AttributeKind::ss:
        return joined(node.ss(name));
      case AttributeKind::t:
        return literal(node.t(name));
      case AttributeKind::ts:
        return joined(node.ts(name));
      case AttributeKind::ty:
        return type_text(*node.ty(name));
      case AttributeKind::ival:
        return literal(node.ival(name));
      case AttributeKind::tys: {
        std::string text;
        for (const auto& type : node.tys(name)) text += (text.empty() ? "" : ", ") + type_text(*type);
        return "[" + text + "]";
      }
      default:
        return torch::jit::toString(node.kindOf(name));
    }
  }

  static std::string attributes(const Node& node) {
    auto names = node.attributeNames();
    std::sort(names.begin(), names.end(),
              [](auto a, auto b) { return std::string_view(a.toUnqualString()) < b.toUnqualString(); });
    std::string text;
    for (const auto name : names) {
      const auto kind = node.kindOf(name);
      if (kind == AttributeKind::g || kind == AttributeKind::gs) continue;
      text += (text.empty() ? "" : ", ") + std::string(name.toUnqualString()) + "=" + attribute(node, name);
    }
    return text.empty() ? "" : "[" + text + "]";
  }

  void node(const Node& node, int depth) {
    if (is_constant(node)) return;
    std::string text = declared(node.outputs());
    if (!text.empty()) text += " = ";
    line(depth, text + node.kind().toQualString() + attributes(node) + "(" + used(node.inputs()) + ")");
    for (const Block* block : node.blocks()) {
      line(depth + 1, "block(" + declared(block->inputs()) + "):");
      nodes(*block, depth + 2);
      line(depth + 2, "-> (" + used(block->outputs()) + ")");
    }
    for (const auto name : node.attributeNames()) {
      if (node.kindOf(name) == AttributeKind::g) subgraph(*node.g(name), name, depth + 1);
      if (node.kindOf(name) == AttributeKind::gs)
        for (const auto& graph : node.gs(name)) subgraph(*graph, name, depth + 1);
    }
  }

  void subgraph(const Graph& graph, c10::Symbol name, int depth) {
    line(depth, std::string(name.toUnqualString()) + "(" + declared(graph.inputs()) + "):");
    nodes(*graph.block(), depth + 1);
    line(depth + 1, "-> (" + used(graph.outputs()) + ")");
  }

  void nodes(const Block& block, int depth) {
    for (const Node* each : block.nodes()) node(*each, depth);
  }

  std::string text_;
  std::unordered_map<const Value*, std::string> names_;
  std::unordered_map<std::string, int> counts_;
};

}  // namespace

std::string canonical_text(const Graph& graph) {
  return Writer().write(graph);
}

}  // namespace dy2stat::probes
