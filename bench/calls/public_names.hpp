// The shortest public name of everything callable that torch offers.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat::calls {

// A name is a way to an object through torch's public modules and classes: no part of it begins with an underscore (but
// a Tensor's operators do, "torch.Tensor.__getitem__"). Of two names that which has fewer parts is better, then that
// which ends as the object calls itself, then the shorter one, then the one that sorts first.
class PublicNames {
 public:
  struct Named {
    std::string name;
    py::object object;
    py::object holder;  // the module or class that has it under the last part of the name
  };

  // Looks through the modules of torch that are imported.
  PublicNames();

  // Null if it has none.
  const std::string* name_of(PyObject* object) const;
  const std::vector<Named>& all() const { return all_; }  // each object once, by its shortest name, sorted by name
  // Public modules by name.
  const std::vector<std::pair<std::string, py::module_>>& modules() const { return modules_; }

 private:
  void offer(const std::string& name, const py::object& object, const py::object& holder);
  void offer_members(const std::string& name, const py::object& type);

  std::vector<std::pair<std::string, py::module_>> modules_;
  std::vector<Named> all_;
  std::unordered_map<PyObject*, std::size_t> places_;  // in all_
};

// The object that "package.module:name.of.it", or a dotted name, means. Throws std::invalid_argument.
py::object resolve(const std::string& word);
// Every public callable below an object: of a module its own and those of its submodules, of a class its methods.
std::vector<std::string> names_below(const py::object& object);

}  // namespace dy2stat::calls
