// Calls inside which no code but torch's own can run, so that nothing has to be looked for there.
#pragma once

#include <torch/csrc/utils/python_torch_function_mode.h>

#include <optional>

#include "bench/calls/api_call.hpp"

namespace dy2stat::calls {

// Whether code of the user's can be reached from what a call is given: a function, an object of a class that is not
// torch's, a hook. Numbers, texts, tensors, torch's modules and optimisers and containers of such reach none. What
// holds very many objects is not searched to the end, and the answer is yes.
bool reaches_users_code(const Arguments& arguments);

// Whether hooks that concern every module, or a mode that sees every operator, are there.
bool anything_is_hooked();

// While it lives, no call of this thread is recorded, and torch's functions do not come to the function mode.
class Sealed {
 public:
  Sealed();
  ~Sealed();
  Sealed(const Sealed&) = delete;
  Sealed& operator=(const Sealed&) = delete;

 private:
  std::optional<torch::overrides::StashTorchFunctionModeGuard> without_mode_;
};

}  // namespace dy2stat::calls
