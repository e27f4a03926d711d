// Tracebacks of lowered code as those of the code that was lowered.
#pragma once

#include "ast/parse/python_object.hpp"

namespace dy2stat::ast {

// Where a body that became a function has a frame, the entry of the frame around it, which only calls the operator, is
// taken out of the exception's traceback. Whose code is whose is said by lowered_function: what it makes has the user's
// file, lines and function names. False, and Python's error set, where that failed.
bool show_user_code(PyObject* exception);

}  // namespace dy2stat::ast
