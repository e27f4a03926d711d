// Which lines of the program the nodes and constants of an artifact come from.
#pragma once

#include <optional>
#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/probes/lines.hpp"

namespace dy2stat::probes {

// Of a graph of TorchScript whose calls are inlined; the nodes of a trace have the Python stack.
ArtifactLines torchscript_lines(const torch::jit::Graph& inlined, const std::string& folder);

// Of a GraphModule and the graphs of its branches and loop bodies, added to `lines`.
void add_fx_lines(const py::object& graph_module, const std::string& folder, ArtifactLines& lines);

// Of what an engine made that nothing else is known of: a program of TorchScript or a GraphModule is read as above,
// with its constants. Nothing for another object.
std::optional<ArtifactLines> callable_lines(const py::object& callable, const std::string& folder);

// Adds the lines of `constants`, as `trace_constants` and `fx_constants` list them, to the takers.
void add_takers(const Json& constants, ArtifactLines& lines);

// "program.py:7" as a place; nothing for another text.
std::optional<CodePlace> place_from(const std::string& text);

// {marked_lines, and of each file its `text` (blob)}.
Json lines_facts(const ProgramListing& listing, const ArtifactLines* lines, const std::string& folder, Blobs& blobs);

}  // namespace dy2stat::probes
