// The operators that lowered code calls, as the Python module that it sees as `ag__`.
//
// They dispatch on what they are given. Plain Python values, and all that has no rule of its own, run as the syntax
// that was lowered runs.
#pragma once

#include "ast/parse/python_object.hpp"

namespace dy2stat::ast {

// The module, made once in a process and shared by all lowered functions. Needs the GIL. Throws PythonRaised.
Owned runtime_module();

}  // namespace dy2stat::ast
