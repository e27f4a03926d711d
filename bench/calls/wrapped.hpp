// The Python type that stands in for a callable which torch's override protocol does not reach.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::calls {

// What a wrapped callable is, which decides how its calls are named and which of them are recorded.
enum class WrappedKind {
  function,     // of a module
  method,       // of a class: the object's class is a detail
  constructor,  // a class's __init__: recorded only where an object of just that class is made
  module_call,  // of nn.Module: named for the module's class, its path is a detail
  calls_back,   // no call of itself, but it calls the user's code: with the function mode entered
};

// A callable that calls `original` and records that under `name`; of a constructor, `of_class` is the class. In
// everything else it behaves as `original`.
py::object make_wrapped(const py::object& original, WrappedKind kind, const std::string& name,
                        const py::object& of_class = {});
// Where Python code defines a function or class, "torch.optim.adam.Adam"; empty for anything else.
std::string defined_at(const py::handle& object);

}  // namespace dy2stat::calls
