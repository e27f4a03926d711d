// Making nodes: what passes and tests build new code of.
//
// What is made has no range; a pass gives it the range of what it stands for (`at`).
#pragma once

#include <string>
#include <utility>

#include "ast/tree/statements.hpp"

namespace dy2stat::ast::build {

template <class Node>
Expr expression(Node node, Range range = {}) {
  return Expression{std::move(node), range};
}
template <class Node>
Statement statement(Node node, Range range = {}) {
  return Statement{std::move(node), range};
}

inline Expr name(std::string id) {
  return expression(Name{std::move(id)});
}
inline Expr none() {
  return expression(Constant{NoneValue{}});
}
inline Expr truth(bool value) {
  return expression(Constant{value});
}
inline Expr text(std::string value) {
  return expression(Constant{std::move(value)});
}
inline Expr integer(long long value) {
  return expression(Constant{Integer{std::to_string(value)}});
}
inline Expr attribute(Expr value, std::string attr) {
  return expression(Attribute{std::move(value), std::move(attr)});
}
inline Expr negation(Expr value) {
  return expression(UnaryOp{UnaryOperator::Not, std::move(value)});
}
inline Expr tuple(Exprs elements) {
  return expression(Tuple{std::move(elements)});
}
inline Expr call(Expr func, Exprs args, std::vector<Keyword> keywords = {}) {
  return expression(Call{std::move(func), std::move(args), std::move(keywords)});
}
// lambda: body
inline Expr thunk(Expr body) {
  return expression(Lambda{{}, std::move(body)});
}

inline Statement assign(Expr target, Expr value) {
  return statement(Assign{{std::move(target)}, std::move(value), {}});
}
inline Statement assign(std::string target, Expr value) {
  return assign(name(std::move(target)), std::move(value));
}

}  // namespace dy2stat::ast::build
