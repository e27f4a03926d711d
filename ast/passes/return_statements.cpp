// return_statements: one return, at the end.
//
//     if c:                 do_return = False
//         return x          return_value = None
//     y()                   if c:
//                               return_value = x
//                               do_return = True
//                           if not do_return:
//                               y()
//                           return return_value
//
// A return within a loop leaves it by `break`, and each loop around: break_statements comes after this pass. The value
// is computed before the flag is set: computing it may raise what a handler around catches. A function whose only
// return is its last statement stays as it is; so does one that returns in a `finally` clause, and an asynchronous
// generator, which may not return a value.
#include <algorithm>

#include "ast/passes/jumps.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool is_return(const Statement& statement) {
  return is<Return>(statement);
}

// In the function itself, not in those within it.
bool has_yield(const Body& body) {
  bool found = false;
  const std::function<void(const Expression&)> look = [&](const Expression& expression) {
    if (is<Yield>(expression) || is<YieldFrom>(expression)) found = true;
    if (is<Lambda>(expression)) return;
    for_each_child(expression, look);
  };
  for (const auto& statement : body)
    for_each_child(statement, [&](const auto& child) {
      using Child = std::remove_cvref_t<decltype(child)>;
      if constexpr (std::is_same_v<Child, Expression>) look(child);
    });
  for (const auto& statement : body)
    if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
      for_each_body(statement, [&](const Body& inner) { found = found || has_yield(inner); });
  return found;
}

bool starts_with_docstring(const Body& body) {
  const auto* first = body.empty() ? nullptr : as<ExpressionStatement>(body.front());
  const auto* constant = first ? as<Constant>(*first->value) : nullptr;
  return constant && std::holds_alternative<std::string>(constant->value);
}

bool is_only_at_the_end(Body& body) {
  if (!is_return(body.back())) return false;
  auto last = std::move(body.back());
  body.pop_back();
  const bool elsewhere = has_jump(body, is_return, true);
  body.push_back(std::move(last));
  return !elsewhere;
}

std::string at_line(const Range& range, const char* what) {
  return "line " + std::to_string(range.line) + ": " + what;
}

}  // namespace

void lower_returns(FunctionDef& function, Lowering& lowering) {
  auto& body = function.body;
  if (!has_jump(body, is_return, true) || is_only_at_the_end(body)) return;
  const auto range = body.front().range;
  if (is_in_finally(body, is_return, true))
    return lowering.left.push_back(at_line(range, "return in a finally clause"));
  if (function.is_async && has_yield(body))
    return lowering.left.push_back(at_line(range, "return in an asynchronous generator"));
  FreshNames names(lowering.taken);
  const auto flag = names.make("do_return"), value = names.make("return_value");
  const auto last = body.back().range;
  const auto nothing_at = [&](Range where) {
    auto nothing = build::assign(value, build::none());
    nothing.range = where;
    return nothing;
  };
  rewrite_jumps(body, {flag,
                       [&](const Statement& statement) -> Body {
                         const auto* node = as<Return>(statement);
                         if (!node) return {};
                         auto keep = build::assign(value, node->value ? node->value : build::none());
                         keep.range = statement.range;
                         return {std::move(keep), set_flag(flag, true, statement.range)};
                       },
                       [&](Range where) { return Body{nothing_at(where)}; }, true});
  const auto begin = body.begin() + (starts_with_docstring(body) ? 1 : 0);
  body.insert(begin, {set_flag(flag, false, range), nothing_at(range)});
  body.push_back(build::statement(Return{build::name(value)}, last));
}

}  // namespace dy2stat::ast
