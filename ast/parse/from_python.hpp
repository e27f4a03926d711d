// The tree from an object of CPython's module `ast`.
#pragma once

#include "ast/parse/python_object.hpp"
#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// `module` is an ast.Module, which is only looked at. Throws PythonRaised, or UnknownSyntax where it has a node or a
// field that the tree has not.
Module from_python(PyObject* module);

}  // namespace dy2stat::ast
