// The making by script, step by step: source, syntax tree, closure, names, and what was compiled because of what.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/probes/watched_compiler.hpp"

namespace dy2stat::probes {

// Watches one capture. Make it before torch.jit.script is called, ask for the facts after that returned or raised.
class ScriptMaking {
 public:
  // `entry` is the function, bound method or nn.Module that is captured.
  explicit ScriptMaking(py::object entry) : entry_(std::move(entry)) {}

  // {source, syntax_tree, closure, names, compiled}; what could not be found out is {"failed": "why"} in its place.
  Json facts(Blobs& blobs) const;

 private:
  py::object entry_;
  WatchedCompiler watched_;
};

}  // namespace dy2stat::probes
