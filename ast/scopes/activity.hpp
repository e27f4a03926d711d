// What a statement does with names: read, written, deleted, annotated, captured.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "ast/scopes/symbols.hpp"

namespace dy2stat::ast {

using NameSet = std::set<std::string>;

// Of names, and of what can be told apart by its text: "x", "self.x", "x[0]", "x[i]", "x[0].y".
struct Activity {
  NameSet read;
  NameSet written;          // assigned, imported, defined: "x" by x = 1, "self.x" by self.x = 1
  NameSet perhaps_written;  // those of them that one execution may leave out: := after `and`, in a comprehension
  NameSet deleted;
  NameSet annotated;
  NameSet captured;  // plain names that functions, lambdas and comprehensions made here take from the scope around them

  void add(const Activity& other);
};

// The text of a name, of attributes of it and of subscripts of it by a name, a number or a string; nothing for others.
std::optional<std::string> qualified_name(const Expression& expression);

// Of what the statement itself evaluates, without the statements in its bodies: of an `if` the test, of a `def` its
// decorators and defaults, and that its name is written. The table is that of the tree which the statement is in.
Activity activity_of(const Statement& statement, const SymbolTable& table);
Activity activity_of(const Expression& expression, const SymbolTable& table);
Activity activity_of(const Pattern& pattern, const SymbolTable& table);  // what it captures is perhaps written
// An expression that is assigned to, as the target of a loop is.
Activity activity_of_target(const Expression& target, const SymbolTable& table);
// Of the statements with all that is in them, but not in functions and classes that they define.
Activity activity_within(const Body& body, const SymbolTable& table);

}  // namespace dy2stat::ast
