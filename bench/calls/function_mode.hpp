// The function mode by which torch hands over what its override protocol reaches, and the names that it uses.
#pragma once

#include "bench/calls/api_call.hpp"
#include "bench/calls/public_names.hpp"

namespace dy2stat::calls {

// The names of torch's callables, looked up once.
const PublicNames& public_names();
void look_up_public_names();

// Enters the mode in this thread, and leaves it. Leaving is left undone where another mode was entered since and is
// still there: without a recording the mode only hands calls on.
void enter_function_mode();
void leave_function_mode();
// Whether it is the innermost of this thread's modes.
bool is_in_function_mode();

// Has the mode entered in this thread, if it is not.
class InFunctionMode {
 public:
  InFunctionMode();
  ~InFunctionMode();  // keeps the exception that is set, if one is
  InFunctionMode(const InFunctionMode&) = delete;
  InFunctionMode& operator=(const InFunctionMode&) = delete;

 private:
  bool entered_;
};

// Has the mode left, if it is the innermost one.
class OutsideFunctionMode {
 public:
  OutsideFunctionMode();
  ~OutsideFunctionMode();  // keeps the exception that is set, if one is
  OutsideFunctionMode(const OutsideFunctionMode&) = delete;
  OutsideFunctionMode& operator=(const OutsideFunctionMode&) = delete;

 private:
  bool left_;
};

}  // namespace dy2stat::calls
