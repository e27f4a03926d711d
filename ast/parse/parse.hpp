// Python source -> tree, by the parser of the Python that runs.
//
// A program is parsed by the Python that will run it, so that the two never disagree. All need the GIL.
#pragma once

#include <stdexcept>
#include <string>

#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// Python refused the source.
class SourceRefused : public std::runtime_error {
 public:
  // `what` as in "invalid syntax (FILE, line 3)", `type` as in "SyntaxError", the line from 1, or 0 if there is none.
  SourceRefused(std::string type, const std::string& what, int line)
      : std::runtime_error(what), type(std::move(type)), line(line) {}
  std::string type;
  int line;
};

// The Python that runs has syntax that the tree does not know, or none of its own `ast`.
class UnknownSyntax : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ParseOptions {
  std::string file_name = "<unknown>";
  // Whether comments "# type: …" become part of the tree. With them Python refuses one that stands in a wrong place.
  bool type_comments = false;
};

// The source is what the file holds, byte by byte: a declaration of its encoding in its first lines counts.
// Throws SourceRefused, UnknownSyntax.
Module parse(const std::string& source, const ParseOptions& options = {});

// The x of 3.x of the Python that runs.
int python_minor();

}  // namespace dy2stat::ast
