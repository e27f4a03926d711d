// Printing a tree as Python.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

struct PrintOptions {
  // The Python, 3.x, that shall read it. Before 3.12 an f-string cannot contain every expression; what can be written
  // so that all versions read it, is.
  int python_minor = 9;
};

// What no Python of that version can be told: NaN, or a string inside of an f-string that needs a backslash.
class CannotPrint : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct PrintedSource {
  std::string text;
  // By line of the text: where the statement that the line belongs to was written. Nowhere for a blank line.
  std::vector<Range> origins;
};

// Parsed again, what is printed gives an equal tree: the parentheses are those that are needed. Comments are not part
// of a tree, type comments are. A body without statements is printed as `pass`. Throw CannotPrint.
PrintedSource print(const Module& module, const PrintOptions& options = {});
std::string to_source(const Module& module, const PrintOptions& options = {});
std::string to_source(const Statement& statement, const PrintOptions& options = {});
std::string to_source(const Expression& expression, const PrintOptions& options = {});
std::string to_source(const Pattern& pattern, const PrintOptions& options = {});
std::string to_source(const Parameters& parameters, const PrintOptions& options = {});
// A statement's first line, without the bodies: "while x > 0:".
std::string heading(const Statement& statement, const PrintOptions& options = {});

}  // namespace dy2stat::ast
