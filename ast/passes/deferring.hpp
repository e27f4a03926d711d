// What the passes that turn operators into calls share: operands that are evaluated later, or not at all, become
// lambdas.
#pragma once

#include <functional>

#include "ast/passes/pass.hpp"

namespace dy2stat::ast {

// Whether the expression means the same in a lambda: it binds no name by :=, does not yield or await, and calls nothing
// that looks at the function around it (super(), locals(), eval()).
bool can_be_deferred(const Expression& expression);

// Calls change(expression) for each expression that is evaluated in the function, the inner ones first; not in
// functions and classes within it (of these only decorators, defaults and bases), not in annotations.
void change_expressions(FunctionDef& function, const std::function<void(Expr&)>& change);

// ag__.NAME(arguments), at the range.
Expr runtime_call(const char* name, Exprs arguments, Range range);
// name = value, at the range.
Statement set_to(const std::string& name, Expr value, Range range);

}  // namespace dy2stat::ast
