// chained_comparisons: one comparison each, joined by `and`.
//
//     a < b <= c            a < b and b <= c
//
//     a < f() < c           middle = f()
//                           a < middle and middle < c
//
// What stands in the middle is evaluated once in Python. What comes second is evaluated whatever happens, and is taken
// out into a variable; what comes later must be a name or a constant, and nothing in the chain may bind a name. Another
// chain stays as it is, and so does one that is perhaps not evaluated.
#include <algorithm>

#include "ast/passes/deferring.hpp"
#include "ast/passes/hoisting.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool can_be_taken_apart(const Expression& expression, const Compare& chain) {
  const bool simple = std::all_of(chain.comparators.begin(), chain.comparators.end() - 1,
                                  [](const Expr& one) { return is<Name>(*one) || is<Constant>(*one); });
  return simple && can_be_deferred(expression);
}

bool is_simple(const Expr& one) {
  return is<Name>(*one) || is<Constant>(*one);
}

// Its second value is all that keeps it from being taken apart.
bool has_a_computed_middle(const Expression& expression) {
  const auto* chain = as<Compare>(expression);
  return chain && chain->ops.size() > 1 && !is_simple(chain->comparators.front()) &&
         std::all_of(chain->comparators.begin() + 1, chain->comparators.end() - 1, is_simple) &&
         can_be_deferred(expression);
}

void take_middles_out(FunctionDef& function, Lowering& lowering) {
  FreshNames names(lowering.taken);
  const auto own = own_variables(function);
  const auto keep = [&](Expr& value, const char* wanted, Body& before) {
    const auto range = value->range;
    const auto kept = names.make(wanted);
    before.push_back(set_to(kept, std::move(value), range));
    value = build::name(kept);
    value->range = range;
  };
  Hoister(function, lowering, names,
          {has_a_computed_middle,
           [&](Expr part, Body& before) {
             auto& chain = *as<Compare>(*part);
             const auto* first = as<Name>(*chain.left);
             if (!is<Constant>(*chain.left) && !(first && own.contains(first->id))) keep(chain.left, "first", before);
             keep(chain.comparators.front(), "middle", before);
             return part;
           },
           "a chain of comparisons that is perhaps not evaluated, or is after what cannot be kept"})
      .hoist(function.body);
}

}  // namespace

void lower_chained_comparisons(FunctionDef& function, Lowering& lowering) {
  take_middles_out(function, lowering);
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
