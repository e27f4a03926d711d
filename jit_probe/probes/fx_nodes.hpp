// The nodes of a torch.fx.Graph, read once out of Python: what fx, export and dynamo make alike.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

struct FxNode {
  py::object node;     // the torch.fx.Node
  std::string op;      // "placeholder", "get_attr", "call_function", "call_method", "call_module" or "output"
  std::string name;    // torch's own: "add_1"
  std::string target;  // "operator.add", "aten::add.Tensor", "relu", "fc.weight"
  // What is counted: the target of a function, "Tensor.relu", a submodule's class, "get_attr"; empty for placeholders
  // and the output, which TorchScript does not count as nodes either.
  std::string kind;
  py::object subgraph;  // the GraphModule that a get_attr names (a branch of torch.cond); none otherwise
};

// Of a GraphModule, in the order of its graph.
std::vector<FxNode> fx_nodes(const py::object& graph_module);

// An argument as Python would write it, without addresses: "(x, 2, [1, -1], slice(0, None, None))". Nodes are named by
// `name_of`; objects that have no text of their own by their class.
std::string fx_value_text(const py::handle& value, const std::function<std::string(const py::handle& node)>& name_of);

// dtype and shape of what the node holds, "float32[2, s0]", where the engine knows it (export and dynamo do); else
// empty.
std::string fx_type_text(const py::object& node);

// The innermost line of the program in `folder` (or, if that is empty, of any file) that made the node.
struct SourceLine {
  std::string file;  // below the folder; the whole path if `folder` is empty
  int line = 0;
};
std::optional<SourceLine> fx_line(const py::object& node, const std::string& folder);
// The same with its callers, the outermost first.
std::vector<SourceLine> fx_lines(const py::object& node, const std::string& folder);

}  // namespace dy2stat::probes
