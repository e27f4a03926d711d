// walrus: an assignment before the statement.
//
//     if (n := len(a)) > 10:        n = len(a)
//         f(n)                      if n > 10:
//                                       f(n)
//
//     while (x := f()) > 0:         while True:
//         g(x)                          x = f()
//                                       if not x > 0:
//                                           break
//                                       g(x)
//
// What is perhaps not evaluated (after `and`, in one value of `if else`) stays, and so does what is in a comprehension.
#include "ast/passes/deferring.hpp"
#include "ast/passes/hoisting.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {

void lower_walrus(FunctionDef& function, Lowering& lowering) {
  FreshNames names(lowering.taken);
  Hoister(function, lowering, names,
          {[](const Expression& expression) { return is<NamedExpr>(expression); },
           [](Expr part, Body& before) {
             auto& node = *as<NamedExpr>(*part);
             const auto range = part->range;
             const auto name = as<Name>(*node.target)->id;
             before.push_back(set_to(name, std::move(node.value), range));
             auto read = build::name(name);
             read->range = range;
             return read;
           },
           "a walrus that is perhaps not evaluated, or is after what cannot be kept"})
      .hoist(function.body);
}

}  // namespace dy2stat::ast
