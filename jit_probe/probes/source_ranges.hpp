// Where in the source each node of a graph comes from.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// A reference to one line a node, in the order of the graph's text and through its blocks: "INDEX KIND
// FILE:LINE:COLUMN", INDEX and COLUMN from 0, LINE from 1; "-" stands for a node without a place (most constants that a
// trace made up). A node of a trace has the innermost line of Python, which may lie in torch's own files, and no column
// (0).
Json source_ranges(const torch::jit::Graph& graph, Blobs& blobs);

}  // namespace dy2stat::probes
