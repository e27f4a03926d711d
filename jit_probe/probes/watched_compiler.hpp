// Watches torch.jit.script at work: which names its compiler asks for, and what it compiles because of what.
//
// Seen from torch nothing changes: each of its functions that is replaced while a WatchedCompiler lives calls the
// original with the same arguments and returns what that returns. Only Python modules are handed out as objects that
// note which attribute the compiler takes from them (torch -> torch.nn -> torch.nn.functional -> relu), since modules
// are all that it looks into through Python.
#pragma once

#include <torch/csrc/jit/frontend/tree.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/names.hpp"

namespace dy2stat::probes {

// Something that TorchScript was told to compile.
struct Compilation {
  enum class Kind { function, method, class_type, overload };
  Kind kind = Kind::function;
  std::string qualified_name{};                                 // as it goes into the compiler
  std::string in{};                                             // the Python function or class: "program.func"
  std::vector<std::pair<std::string, std::string>> defaults{};  // argument -> its default as text
  int group = -1;                                               // the same for methods that are compiled together
  int because_of = -1;                                          // index of the compilation that needed this one, or -1
  bool completed = false;                                       // false: it raised
  std::vector<torch::jit::TreeRef> trees{};                     // TorchScript's syntax trees, a class's one by one
  py::object module_type{};                                     // the ConcreteModuleType of a method's module, or none
};

class WatchedCompiler {
 public:
  // Begins to watch. Throws py::error_already_set if torch lacks one of the functions; then nothing is replaced.
  WatchedCompiler();
  // Puts torch's functions back.
  ~WatchedCompiler();
  WatchedCompiler(const WatchedCompiler&) = delete;
  WatchedCompiler& operator=(const WatchedCompiler&) = delete;

  // What the compiler asked for, in order, repeats included.
  const std::vector<Name>& names() const;
  // In the order in which they began.
  const std::vector<Compilation>& compilations() const;

 private:
  struct Log;
  struct Replaced {
    py::object owner;
    const char* attribute;
    py::object original;
  };
  void replace(const char* module, const char* attribute,
               const std::function<py::object(const py::object& original)>& watching);
  void put_back();
  void watch_callbacks();
  void watch_compilations();

  std::shared_ptr<Log> log_;  // shared with callbacks that torch may keep
  std::vector<Replaced> replaced_;
};

}  // namespace dy2stat::probes
