// A module as parity sees it: parameters, buffers and plain attributes by dotted name. Python and script modules alike.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capture/parity/snapshot.hpp"

namespace dy2stat::parity {

// Of these, a tensor that has two names is listed once. All are empty for none and for what is no module.
using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;
NamedTensors parameters_of(const py::object& instance);
NamedTensors buffers_of(const py::object& instance);
NamedTensors tensors_of(const py::object& instance);  // parameters, then buffers

// Calls `visit` with each attribute of each submodule that is plain data: no parameter or buffer, nothing of nn.Module
// itself, no function or module or object that hides what it holds.
void each_attribute(const py::object& instance,
                    const std::function<void(const std::string& name, const Snapshot& value)>& visit);

// Whether the value and all its parts are plain data.
bool is_plain(const Snapshot& value);
// Whether nn.Module itself, or an engine (script leaves `__overloads__`), keeps something under this name in a module's
// __dict__.
bool is_internal(py::handle attribute_name);

// What differs from before, by name; what is gone is an `other` that says so.
using ChangedState = std::map<std::string, Snapshot>;

// Remembers a module's state by the hashes of its tensors, so that a large module is read and not copied.
class State {
 public:
  // Without the tensors of the names `left_out`.
  explicit State(const py::object& instance, std::set<std::string> left_out = {});
  ChangedState changed() const;

 private:
  NamedTensors tensors() const;

  py::object instance_;
  std::set<std::string> left_out_;
  std::map<std::string, std::size_t> tensors_;
  std::map<std::string, Snapshot> attributes_;
};

}  // namespace dy2stat::parity
