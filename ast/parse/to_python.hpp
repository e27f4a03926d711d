// A tree as an object of CPython's module `ast`: what `compile` takes.
#pragma once

#include "ast/parse/python_object.hpp"
#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// An ast.Module, whose nodes have the ranges of the tree's; a node without one has that of the node around it. A body
// without statements becomes `pass`. Needs the GIL. Throws PythonRaised, or UnknownSyntax where the tree has a node
// that this Python has not.
Owned to_python(const Module& module);

// The code of the module, as `compile` makes it. `flags` are those of `from __future__ import …` that are in force
// although the module does not say so (PyCF_MASK). Throws PythonRaised, UnknownSyntax.
Owned compiled(const Module& module, const std::string& file_name, int flags = 0);

}  // namespace dy2stat::ast
