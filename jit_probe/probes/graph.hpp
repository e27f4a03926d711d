// Facts of a graph: its texts, and what is counted through its nested blocks.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// What is counted of a graph, through the blocks of ifs, loops and withs, closures and sub-graphs in attributes. Graphs
// of functions that are called by name are not part of it: for those, count the inlined graph.
struct GraphCounts {
  std::map<std::string, int> operators;  // "aten::add", "prim::If" -> how many nodes
  int nodes = 0;                         // sum of `operators`
  int depth = 0;                         // blocks around the innermost node; 0 for straight-line code
};
GraphCounts count(const torch::jit::Graph& graph);

// {text, canonical: references; nodes, loops, ifs, depth: numbers; operators: {kind: count}}.
Json graph_facts(const torch::jit::Graph& graph, Blobs& blobs);

// A copy of the graph with every call of a captured function or method replaced by its body; as torch does it, calls
// inside the sub-graph of a fork stay.
std::shared_ptr<torch::jit::Graph> inlined_copy(torch::jit::Graph& graph);

}  // namespace dy2stat::probes
