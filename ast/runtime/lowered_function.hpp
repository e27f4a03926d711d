// A function of a running program -> the same function, lowered.
#pragma once

#include <string>
#include <vector>

#include "ast/parse/python_object.hpp"
#include "ast/passes/pipeline.hpp"

namespace dy2stat::ast {

// The source of a function cannot be had: it is not written in Python, or its file changed.
class NoSource : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A new function that does what `function` (a plain one, no method or lambda) does: its source after the chosen passes,
// with the function's own closure cells, globals, defaults, attributes and names, and the lines of its file. Lowered
// code sees the operators as one more cell. Needs the GIL. Throws PythonRaised, NoSource, SourceRefused, UnknownPass.
Owned lowered_function(PyObject* function, const PassChoice& choice);

// The code of a whole module after the chosen passes, which is run like any other once its globals have `ag__`. It has
// the module's own lines and names. Throws as above.
Owned lowered_module_code(const std::string& source, const std::string& file_name, const PassChoice& choice);

}  // namespace dy2stat::ast
