// chained_comparisons: one comparison each, joined by `and`.
//
//     a < b <= c            a < b and b <= c
//
// What stands in the middle is evaluated once in Python: it must be a name or a constant, and nothing in the chain may
// bind a name; another chain stays as it is.
#include <algorithm>

#include "ast/passes/deferring.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool can_be_taken_apart(const Expression& expression, const Compare& chain) {
  const bool simple = std::all_of(chain.comparators.begin(), chain.comparators.end() - 1,
                                  [](const Expr& one) { return is<Name>(*one) || is<Constant>(*one); });
  return simple && can_be_deferred(expression);
}

}  // namespace

void lower_chained_comparisons(FunctionDef& function, Lowering& lowering) {
  change_expressions(function, [&](Expr& expression) {
    auto* chain = as<Compare>(*expression);
    if (!chain || chain->ops.size() < 2) return;
    const auto range = expression->range;
    if (!can_be_taken_apart(*expression, *chain))
      return lowering.left.push_back(
          "line " + std::to_string(range.line) +
          ": a chain of comparisons with something in the middle that is no name or constant");
    Exprs comparisons;
    for (std::size_t k = 0; k < chain->ops.size(); ++k)
      comparisons.push_back(build::expression(
          Compare{k ? chain->comparators[k - 1] : chain->left, {chain->ops[k]}, {chain->comparators[k]}}, range));
    expression = build::expression(BoolOp{BoolOperator::And, std::move(comparisons)}, range);
  });
}

}  // namespace dy2stat::ast
