// loop_else: the else clause of a loop that is never broken out of comes after the loop.
//
//     while c:              while c:
//         a()                   a()
//     else:                 b()
//         b()
//
// break_statements has taken the breaks away; a loop that still has one keeps its else clause.
#include <algorithm>
#include <iterator>
#include <utility>

#include "ast/passes/jumps.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool leaves_its_loop(const Statement& statement) {
  return is<Break>(statement);
}

template <class Loop>
void move_else(Loop& loop, Statement& statement, Body& made, Lowering& lowering) {
  Body orelse;
  if (!loop.orelse.empty() && has_jump(loop.body, leaves_its_loop, false))
    lowering.left.push_back("line " + std::to_string(statement.range.line) + ": else clause of a loop with a break");
  else
    orelse = std::exchange(loop.orelse, {});
  made.push_back(std::move(statement));
  std::ranges::move(orelse, std::back_inserter(made));
}

void lower_else_in(Body& body, Lowering& lowering) {
  Body made;
  for (auto& statement : body) {
    if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
      for_each_body(statement, [&](Body& inner) { lower_else_in(inner, lowering); });
    if (auto* loop = as<While>(statement))
      move_else(*loop, statement, made, lowering);
    else if (auto* loop = as<For>(statement))
      move_else(*loop, statement, made, lowering);
    else
      made.push_back(std::move(statement));
  }
  body = std::move(made);
}

}  // namespace

void lower_loop_else(FunctionDef& function, Lowering& lowering) {
  lower_else_in(function.body, lowering);
}

}  // namespace dy2stat::ast
