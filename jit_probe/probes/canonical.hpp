// The canonical text of a graph: what two captures of the same program share, whatever process made them.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// One line a node, blocks indented below it. It holds no value numbers, source locations, scopes or addresses: a value
// is named for its variable in the source or for the operator that made it ("%x", "%mul", the second one "%mul'2"), and
// constants stand where they are used. Inserting a node therefore changes only the lines that have to do with it.
std::string canonical_text(const torch::jit::Graph& graph);

}  // namespace dy2stat::probes
