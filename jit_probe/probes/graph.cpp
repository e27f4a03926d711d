// Facts of a graph.
#include "jit_probe/probes/graph.hpp"

#include <torch/csrc/jit/passes/inliner.h>

#include <algorithm>

#include "jit_probe/probes/canonical.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::AttributeKind;
using torch::jit::Block;
using torch::jit::Graph;

void count_block(const Block& block, int depth, GraphCounts& counts) {
  for (const auto* node : block.nodes()) {
    ++counts.operators[node->kind().toQualString()];
    ++counts.nodes;
    counts.depth = std::max(counts.depth, depth);
    for (const auto* nested : node->blocks()) count_block(*nested, depth + 1, counts);
    for (const auto name : node->attributeNames()) {
      if (node->kindOf(name) == AttributeKind::g) count_block(*node->g(name)->block(), depth + 1, counts);
      if (node->kindOf(name) == AttributeKind::gs)
        for (const auto& graph : node->gs(name)) count_block(*graph->block(), depth + 1, counts);
    }
  }
}

int times(const GraphCounts& counts, const char* kind) {
  const auto found = counts.operators.find(kind);
  return found == counts.operators.end() ? 0 : found->second;
}

}  // namespace

GraphCounts count(const Graph& graph) {
  GraphCounts counts;
  count_block(*graph.block(), 0, counts);
  return counts;
}

Json graph_facts(const Graph& graph, Blobs& blobs) {
  const auto counts = count(graph);
  return {{"text", blobs.add_text(graph.toString())},
          {"canonical", blobs.add_text(canonical_text(graph))},
          {"nodes", counts.nodes},
          {"operators", counts.operators},
          {"loops", times(counts, "prim::Loop")},
          {"ifs", times(counts, "prim::If")},
          {"depth", counts.depth}};
}

std::shared_ptr<Graph> inlined_copy(Graph& graph) {
  auto copy = graph.copy();
  torch::jit::Inline(*copy);
  return copy;
}

}  // namespace dy2stat::probes
