// conditional_expressions: a call, of whose two values one is computed.
//
//     a if c else b         ag__.if_exp(c, lambda: a, lambda: b)
//
// Where a value could not be moved into a lambda (it binds a name, yields, or calls super()), the expression stays.
#include "ast/passes/deferring.hpp"
#include "ast/passes/undefined_names.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {

void lower_conditional_expressions(FunctionDef& function, Lowering& lowering) {
  bool deferred = false;
  change_expressions(function, [&](Expr& expression) {
    auto* node = as<IfExp>(*expression);
    if (!node) return;
    const auto range = expression->range;
    if (!can_be_deferred(*node->body) || !can_be_deferred(*node->orelse))
      return lowering.left.push_back("line " + std::to_string(range.line) +
                                     ": a conditional value that cannot be deferred");
    deferred = true;
    expression = runtime_call(
        "if_exp", {std::move(node->test), build::thunk(std::move(node->body)), build::thunk(std::move(node->orelse))},
        range);
  });
  if (deferred) define_deferred(function, lowering);
}

}  // namespace dy2stat::ast
