// What every syntax node has: a source range, and a description of its fields from which the rest follows.
//
// A node is a plain struct. Its `kind` is what CPython's ast calls it, and `fields` lists its members with their names
// there; conversion from Python, visiting, equality and the outline are written once, over that list. Where CPython has
// two kinds that differ in one word of the source (For, AsyncFor), the node has a `flag` that makes it the
// `flagged_kind`.
//
// Left out is what follows from the place of a node: the context (Load, Store, Del) of names, attributes and so on.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "ast/tree/box.hpp"

namespace dy2stat::ast {

// Where a node was written: lines from 1, columns from 0 in bytes of UTF-8, the end exclusive, as CPython counts. A
// node that a pass makes takes the range of what it stands for. Line 0: nowhere.
struct Range {
  int line = 0, column = 0, end_line = 0, end_column = 0;
  bool operator==(const Range&) const = default;
};

template <class Node, class Member>
struct Field {
  std::string_view name;
  Member Node::*member;
};

template <class Node>
concept Described = requires {
  { Node::kind } -> std::convertible_to<std::string_view>;
  Node::fields;
};

// One of several kinds of nodes, with its range.
template <class Sum>
concept OneOfKinds = requires(const Sum& sum) {
  sum.node.index();
  sum.range.line;
};

template <Described Node>
constexpr std::string_view kind_of(const Node& node) {
  if constexpr (requires { Node::flag; })
    if (node.*Node::flag) return Node::flagged_kind;
  return Node::kind;
}

template <OneOfKinds Sum>
std::string_view kind_of(const Sum& sum) {
  return std::visit([](const auto& node) { return kind_of(node); }, sum.node);
}

// Two nodes are equal when they stand for the same program: ranges do not take part.
template <Described Node>
bool operator==(const Node& a, const Node& b) {
  return std::apply([&](const auto&... field) { return ((a.*field.member == b.*field.member) && ...); }, Node::fields);
}

template <OneOfKinds Sum>
bool operator==(const Sum& a, const Sum& b) {
  if (a.node.index() != b.node.index()) return false;
  return std::visit([&](const auto& node) { return node == std::get<std::remove_cvref_t<decltype(node)>>(b.node); },
                    a.node);
}

template <class Node, OneOfKinds Sum>
bool is(const Sum& sum) {
  return std::holds_alternative<Node>(sum.node);
}

// The node if it is of this kind, otherwise null.
template <class Node, OneOfKinds Sum>
const Node* as(const Sum& sum) {
  return std::get_if<Node>(&sum.node);
}
template <class Node, OneOfKinds Sum>
Node* as(Sum& sum) {
  return std::get_if<Node>(&sum.node);
}

using Identifier = std::string;  // UTF-8, normalised as Python does
using OptionalIdentifier = std::optional<Identifier>;
using TypeComment = std::optional<std::string>;  // of "# type: int" that is "int"

struct Expression;
using Expr = Box<Expression>;
using OptionalExpr = Box<Expression>;
using Exprs = std::vector<Expr>;

struct Statement;
using Body = std::vector<Statement>;

struct Pattern;
using OptionalPattern = Box<Pattern>;

}  // namespace dy2stat::ast
