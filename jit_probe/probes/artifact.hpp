// Everything that is recorded of what `script` and `trace` made; notes/records.md documents it field by field.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// The facts of a torch.jit.ScriptFunction or torch.jit.ScriptModule; of a module, `method` is what was captured.
// Nothing is called and nothing changes. A probe that fails leaves {"failed": "what it said"} in its place, and the
// others go on. Throws std::invalid_argument for an object that is neither, or a module without that method.
Json artifact_facts(const py::object& script, const std::string& method, Blobs& blobs);

// A copy of the graph of the same function or method, with every call in it replaced by the called one's body.
std::shared_ptr<torch::jit::Graph> inlined_graph(const py::object& script, const std::string& method);

// What `probe` returns, or {"failed": "..."} with what it threw: looking at an artifact never decides its verdict.
Json guarded(const std::function<Json()>& probe);

}  // namespace dy2stat::probes
