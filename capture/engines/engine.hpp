// The interface of engines: entry and example in, artifact out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat {

// What an engine made.
struct Artifact {
  py::object callable;  // called like the entry
  py::object script;    // the ScriptFunction or ScriptModule to inspect and save, or none
};

// A warning that the engine gave while it captured.
struct Warning {
  std::string message;
  std::string file;
  int line = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;
  // Captures `entry` (a function, bound method or nn.Module instance). `positional` and `keywords` are the first input
  // set, in fresh copies. Throws py::error_already_set with the engine's own refusal.
  virtual Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const = 0;
};

// The engine of that name. Throws std::invalid_argument for a name that is none.
std::unique_ptr<Engine> make_engine(std::string_view name);

// One function an engine, each in a file of its own.
std::unique_ptr<Engine> make_script_engine();
std::unique_ptr<Engine> make_trace_engine();

}  // namespace dy2stat
