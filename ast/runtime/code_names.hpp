// Code objects of lowered code with the names that the user's code has.
#pragma once

#include <string>

#include "ast/parse/python_object.hpp"
#include "ast/passes/pass.hpp"

namespace dy2stat::ast {

struct UserNames {
  const NamesTaken& names;  // all names in the program before it was lowered
  // The code was made in other surroundings: a qualified name that begins so …
  std::string made_prefix;
  std::string user_prefix;  // … is to begin so
};

// The code, and the code in it, under the user's names. A function that a pass made (its name is none of the program's)
// is called like the function around it and is marked; qualified names do not mention it. Needs the GIL. Throws
// PythonRaised.
Owned with_user_names(PyObject* code, const UserNames& names);

// Whether the code is of a function that a pass made.
bool is_made_by_a_pass(PyObject* code);

}  // namespace dy2stat::ast
