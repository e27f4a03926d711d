// Going through a tree: the children of a node, and everything below it.
#pragma once

#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// Calls visit(name, member) for each field of the node, in the order of CPython's ast. The node may be const.
template <class Node, class Visit>
requires Described<std::remove_const_t<Node>>
void for_each_field(Node& node, Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field.name, node.*field.member), ...); },
             std::remove_const_t<Node>::fields);
}

namespace detail {

template <class Type>
struct IsBox : std::false_type {};
template <class Value>
struct IsBox<Box<Value>> : std::true_type {};
template <class Type>
struct IsVector : std::false_type {};
template <class Item>
struct IsVector<std::vector<Item>> : std::true_type {};

// Calls visit for what of the member is an expression, a statement, a pattern or a type parameter; goes through what
// stands between (lists, keywords, parameters, handlers, cases).
template <class Member, class Visit>
void children_in(Member& member, Visit& visit) {
  using Type = std::remove_const_t<Member>;
  if constexpr (OneOfKinds<Type>) {
    visit(member);
  } else if constexpr (IsBox<Type>::value) {
    if (member) children_in(*member, visit);
  } else if constexpr (IsVector<Type>::value) {
    for (auto& item : member) children_in(item, visit);
  } else if constexpr (Described<Type>) {
    for_each_field(member, [&](std::string_view, auto& inner) { children_in(inner, visit); });
  }
}

}  // namespace detail

// Calls visit(child) for each Expression, Statement, Pattern and TypeParameter that is directly below the node, which
// is one of these, or a plain node. The children may be changed and replaced: their own children are not looked at.
template <class Node, class Visit>
void for_each_child(Node& node, Visit&& visit) {
  using Type = std::remove_const_t<Node>;
  if constexpr (OneOfKinds<Type>) {
    std::visit([&](auto& kind) { detail::children_in(kind, visit); }, node.node);
  } else {
    detail::children_in(node, visit);
  }
}

// Calls visit(inner) for everything below the node, each before what is below it. Nothing may be replaced meanwhile.
template <class Node, class Visit>
void walk(const Node& node, Visit&& visit) {
  for_each_child(node, [&](const auto& child) {
    visit(child);
    walk(child, visit);
  });
}

// Calls visit(body) for each list of statements directly below the node.
template <class Node, class Visit>
void for_each_body(Node& node, Visit&& visit) {
  std::visit(
      [&](auto& kind) {
        for_each_field(kind, [&](std::string_view, auto& member) {
          using Type = std::remove_cvref_t<decltype(member)>;
          if constexpr (std::is_same_v<Type, Body>) {
            visit(member);
          } else if constexpr (std::is_same_v<Type, std::vector<ExceptHandler>> ||
                               std::is_same_v<Type, std::vector<MatchCase>>) {
            for (auto& part : member) visit(part.body);
          }
        });
      },
      node.node);
}

// For std::visit with one lambda a kind.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace dy2stat::ast
