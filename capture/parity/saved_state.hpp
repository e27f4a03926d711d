// Remembers a module's state, to put it back after a capture that ran the program.
#pragma once

#include <string>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat::parity {

class SavedState {
 public:
  // Copies the parameters, buffers and plain attributes of a Python module; nothing of none.
  explicit SavedState(const py::object& instance);

  // Puts back what changed: the same objects with their former contents, so that an artifact which shares them is put
  // back too. Returns what it put back: "buffer 'norm.running_mean'", "attribute 'calls'".
  std::vector<std::string> restore() const;

 private:
  struct Slot {
    std::string name;       // "norm.running_mean"
    py::object key, value;  // the object that stood there
    py::object copy;        // its contents
  };
  struct Owner {
    std::string kind;    // "buffer"
    std::string prefix;  // "norm."
    py::dict slots;      // the module's _parameters, _buffers or __dict__
    py::set keys;        // all that it had
    std::vector<Slot> saved;
  };
  void save(const std::string& kind, const std::string& prefix, const py::dict& slots);
  static void restore(const Owner& owner, std::vector<std::string>& restored);

  std::vector<Owner> owners_;
};

}  // namespace dy2stat::parity
