// The names that TorchScript's compiler met in a program, and how each was resolved.
#pragma once

#include <string>
#include <vector>

#include "capture/python/headers.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

struct Name {
  std::string name;       // as it was asked for: "helper", "torch", "torch.nn.functional.relu", "Optional[Tensor]"
  std::string how;        // local, closure, global, builtin, typing, torch_operator, submodule, attribute,
                          // python_module (found in a Python module), not_found
  std::string what;       // what it stands for: "function program.helper"; may be empty for inferred names
  bool inferred = false;  // the compiler did not ask for it: taken from the syntax tree and the module's type
  int line = 0;           // of the statement that was being compiled, in its file; 0 where torch does not say
  std::string in;         // the function whose names were looked up: "program.func"
  int group = -1;         // of the compilation during which it was asked for (Compilation::group)
};
Json to_json(const Name& name);

// Where a callback of torch looks names up. The same order as torch's own.
class NameScope {
 public:
  // createResolutionCallbackFromClosure: cells, globals, typing, builtins.
  static NameScope of_function(const py::object& function);
  // createResolutionCallbackForClassMethods: cells and globals of every method, builtins.
  static NameScope of_class(const py::object& type);
  // createResolutionCallbackFromFrame: locals, globals, builtins of the frame `frames_up` above the calling one.
  static NameScope of_frame(int frames_up);

  const std::string& in() const { return in_; }
  // How `name` is found, given that torch's callback answered `value` (None: it found nothing).
  Name resolve(const std::string& name, const py::object& value) const;

 private:
  struct Place {
    const char* how;
    py::object names;  // a dict, or an object whose attributes are looked up
  };
  std::string in_;
  std::vector<Place> places_;
};

// "operator aten::relu" for what TorchScript takes for an operator, otherwise describe(value).
std::string meaning(const py::object& value);
// Whether TorchScript takes the function for one of its operators.
bool is_operator(const py::object& value);

}  // namespace dy2stat::probes
