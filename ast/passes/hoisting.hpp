// Taking parts of expressions out into statements before, in the order in which Python evaluates them.
//
//     f(a(), [g(x) for x in y])      first = a()
//                                    made = []
//                                    for x in y: …
//                                    f(first, made)
//
// What is evaluated before such a part is kept in a variable, unless it means the same later: a constant, a variable of
// the function that nothing changes meanwhile, a function (`f`, `torch.stack`, `out.append`) that is called. A part
// that is perhaps not evaluated at all (after `and`, in one value of `if else`) stays.
#pragma once

#include <functional>
#include <optional>

#include "ast/passes/pass.hpp"
#include "ast/scopes/activity.hpp"

namespace dy2stat::ast {

struct Hoisting {
  std::function<bool(const Expression&)> wants;
  // Writes the statements that stand for the part into `before`, and returns the expression that stands in its place.
  std::function<Expr(Expr part, Body& before)> take_out;
  std::string stays;  // what is said of a part that stays: "a walrus that is perhaps not evaluated"
};

class Hoister {
 public:
  Hoister(const FunctionDef& function, Lowering& lowering, FreshNames& names, Hoisting hoisting);

  // In all statements of the body, not in functions and classes within. `while` with such a part in its test becomes
  // `while True` with a break.
  void hoist(Body& body);

  // A variable that take_out makes and assigns nowhere else: it means the same later.
  void owns(const std::string& name) { own_.insert(name); }

 private:
  void hoist(Statement& statement, Body& made);
  void hoist_test(While& loop);
  void hoist(Expr& expression, Body& before);
  bool contains(const Expression& expression) const;
  bool must_be_kept(const Expression& expression, bool is_called) const;
  void tell_of_what_stays(const Statement& statement);

  Lowering& lowering_;
  FreshNames& names_;
  Hoisting hoisting_;
  NameSet own_;      // variables of the function that functions within do not change
  NameSet rebound_;  // by :=, in the statement that is looked at
};

// The expressions that the expression evaluates first, whatever happens, in their order.
std::vector<Expr*> evaluated_parts(Expression& expression);
// The expressions that a statement itself evaluates before all else, of which parts can be taken out; null if there is
// none.
Expr* hoistable(Statement& statement);

// Variables that the function binds, and no function within declares nonlocal.
NameSet own_variables(const FunctionDef& function);

}  // namespace dy2stat::ast
