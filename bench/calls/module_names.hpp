// How calls of modules are named: by the public class that they are, and by their path in the module that calls them.
#pragma once

#include "bench/calls/api_call.hpp"

namespace dy2stat::calls {

// The name is that of the nearest class of torch that the module is; the detail is its own class and its path from the
// innermost module that is being called: "my_net.Block encoder.layers.0".
CallName module_name(PyObject* module, Arena& arena);

// The modules that this thread is in calls of.
class OpenModules {
 public:
  explicit OpenModules(PyObject* module);
  ~OpenModules();
  OpenModules(const OpenModules&) = delete;
  OpenModules& operator=(const OpenModules&) = delete;
};

}  // namespace dy2stat::calls
