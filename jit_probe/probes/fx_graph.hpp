// Facts of a torch.fx.GraphModule, in the form that the facts of a TorchScript graph have.
#pragma once

#include <string>
#include <vector>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// The canonical text of the module's graph, like `canonical_text` of a TorchScript graph: a node's line names the
// values it uses by the operators that made them; a branch's or loop body's own graph stands below the node that names
// it.
std::string fx_canonical_text(const py::object& graph_module);

// {text, canonical: references; nodes, loops, ifs, depth: numbers; operators: {kind: count}}, counted through the
// graphs of branches and loop bodies.
Json fx_graph_facts(const py::object& graph_module, Blobs& blobs);

// The same of several graphs together: their texts one after the other, their counts added up.
Json fx_graph_facts(const std::vector<py::object>& graph_modules, Blobs& blobs);

// [{op, name, target, args, kwargs, type, line}], each a text: the nodes in their order, those of branches and loop
// bodies after the node that names them, with "BODY." before their names. `line` is of the program in `folder`.
Json fx_node_table(const py::object& graph_module, const std::string& folder, Blobs& blobs);

// What is recorded of a GraphModule as an artifact: kind, graph, code, schema, table, parameters, buffers,
// source_ranges; see notes/records.md. `state` is what has the parameters and buffers: the module itself, or the
// ExportedProgram whose graph it is. A probe that fails leaves {"failed": ...} in its place.
Json graph_module_facts(const py::object& graph_module, const py::object& state, const std::string& folder,
                        Blobs& blobs);

}  // namespace dy2stat::probes
