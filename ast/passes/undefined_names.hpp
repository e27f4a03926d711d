// Variables that may have no value yet are given one that says so, and reading them asks.
//
//     if c:                 x = ag__.Undefined("x")
//         x = 1             if c:
//     use(x)                    x = 1
//                           use(ag__.ld(x))
//
// So a variable that was not assigned can be handed to a function and back, and reading it raises what it did.
#pragma once

#include <map>

#include "ast/passes/scoped_function.hpp"

namespace dy2stat::ast {

// What lambdas that passes made read, which run where they stand, in the statement of the node.
NameSet names_deferred_at(const FlowNode& node);

// What the expressions that a pass moved into lambdas read without a value would raise as in a function within: those
// variables get a value that says so. For the passes that defer, after they did.
void define_deferred(FunctionDef& function, Lowering& lowering);

class UndefinedNames {
 public:
  // The names are the function's own.
  UndefinedNames(ScopedFunction& scoped, NameSet names, int python_minor);

  // Takes a statement out of its place in the function, wraps what it itself reads (not what is in its bodies), and
  // returns what stands for it: an augmented assignment is preceded by a look at its target, `del x` becomes an
  // assignment.
  Body taken(Statement& statement);
  // x = ag__.Undefined("x") for each name but parameters, to stand first in the function.
  Body definitions(Range range) const;
  // Why it cannot be done: a function within changes or deletes one of the names. Null if it can.
  const char* why_not() const;

 private:
  friend class ReadWrapper;
  NameSet occurring_in(const Statement& statement) const;

  ScopedFunction& scoped_;
  NameSet names_;
  int python_minor_;
};

}  // namespace dy2stat::ast
