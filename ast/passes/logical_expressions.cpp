// logical_expressions: calls, of whose operands the later ones are computed only if they are needed.
//
//     a and b and c         ag__.and_(a, lambda: b, lambda: c)
//     a or b                ag__.or_(a, lambda: b)
//     not a                 ag__.not_(a)
//
// Where an operand could not be moved into a lambda (it binds a name, yields, or calls super()), the expression stays.
#include <algorithm>

#include "ast/passes/deferring.hpp"
#include "ast/passes/undefined_names.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// Returns whether it was lowered.
bool lower_bool_op(Expr& expression, BoolOp& node, Lowering& lowering) {
  const auto range = expression->range;
  const auto may_be_deferred = [](const Expr& value) { return can_be_deferred(*value); };
  if (!std::all_of(node.values.begin() + 1, node.values.end(), may_be_deferred)) {
    lowering.left.push_back("line " + std::to_string(range.line) + ": an operand that cannot be deferred");
    return false;
  }
  Exprs arguments{std::move(node.values.front())};
  for (std::size_t k = 1; k < node.values.size(); ++k) arguments.push_back(build::thunk(std::move(node.values[k])));
  expression = runtime_call(node.op == BoolOperator::And ? "and_" : "or_", std::move(arguments), range);
  return true;
}

}  // namespace

void lower_logical_expressions(FunctionDef& function, Lowering& lowering) {
  bool deferred = false;
  change_expressions(function, [&](Expr& expression) {
    if (auto* node = as<BoolOp>(*expression)) {
      deferred |= lower_bool_op(expression, *node, lowering);
    } else if (auto* node = as<UnaryOp>(*expression); node && node->op == UnaryOperator::Not) {
      expression = runtime_call("not_", {std::move(node->operand)}, expression->range);
    }
  });
  if (deferred) define_deferred(function, lowering);
}

}  // namespace dy2stat::ast
