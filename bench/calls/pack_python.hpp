// Python's values, packed as the arguments and results of API calls. Runs no code of the user's.
#pragma once

#include "bench/calls/stream/event.hpp"
#include "capture/python/headers.hpp"

namespace dy2stat::calls {

// Needs Python's lock. Raises nothing.
void pack_python(Packer& packer, PyObject* value, Arena& arena, int depth = 0);

// The place in the arena of a name that belongs to a Python object which lives as long as the process, made by `make`
// when it is asked for first.
template <typename Make>
NameId kept_name(PyObject* object, Arena& arena, const Make& make) {
  static auto& known = *new std::unordered_map<PyObject*, std::pair<Arena*, NameId>>;
  auto& found = known[object];
  if (found.first != &arena) {
    if (!found.first) Py_INCREF(object);
    found = {&arena, arena.add_name(make(object))};
  }
  return found.second;
}

}  // namespace dy2stat::calls
