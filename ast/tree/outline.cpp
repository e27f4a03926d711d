// A tree shown as an indented outline.
#include "ast/tree/outline.hpp"

#include "ast/tree/expression_writer.hpp"
#include "ast/tree/literal_text.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

class Outline {
 public:
  std::string text;

  template <class Node>
  void node(const Node& node, const Range* range, int depth) {
    line(depth, std::string(kind_of(node)) + (range && range->line ? " " + place(*range) : "") + short_fields(node));
    for_each_field(node, [&](std::string_view name, const auto& member) { field(name, member, depth + 1); });
  }

 private:
  void line(int depth, const std::string& words) {
    text.append(static_cast<std::size_t>(depth) * 2, ' ').append(words) += '\n';
  }
  static std::string place(const Range& range) {
    return std::to_string(range.line) + ":" + std::to_string(range.column) + "-" + std::to_string(range.end_line) +
           ":" + std::to_string(range.end_column);
  }

  // What can be said in a word; nothing for what has a line of its own.
  static std::string word(std::string_view, const std::string& member) { return member; }
  static std::string word(std::string_view, const std::optional<std::string>& member) { return member.value_or(""); }
  static std::string word(std::string_view name, bool member) { return member ? std::string(name) : ""; }
  static std::string word(std::string_view name, int member) {
    return member == -1 ? "" : std::string(name) + " " + std::to_string(member);
  }
  static std::string word(std::string_view, Parameter::Kind kind) {
    constexpr const char* words[] = {"positional-only", "", "*", "keyword-only", "**"};
    return words[static_cast<int>(kind)];
  }
  static std::string word(std::string_view, const ConstantValue& value) {
    std::string text;
    const PrintOptions options;
    ExpressionWriter(text, options).write(value);
    return text;
  }
  static std::string word(std::string_view, const std::vector<Identifier>& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : " ") + name;
    return all;
  }
  template <AnOperator Operator>
  static std::string word(std::string_view, Operator op) {
    return std::string(name_of(op));
  }
  static std::string word(std::string_view, const std::vector<CompareOperator>& ops) {
    std::string all;
    for (const auto op : ops) all += std::string(all.empty() ? "" : " ").append(name_of(op));
    return all;
  }
  template <class Member>
  requires(!AnOperator<Member>) static std::string word(std::string_view, const Member&) { return {}; }

  template <class Node>
  static std::string short_fields(const Node& node) {
    std::string words;
    for_each_field(node, [&](std::string_view name, const auto& member) {
      if (const auto one = word(name, member); !one.empty()) words += " " + one;
    });
    return words;
  }

  template <class Member>
  void field(std::string_view name, const Member& member, int depth) {
    if constexpr (detail::IsVector<Member>::value) {
      using Item = typename Member::value_type;
      if constexpr (OneOfKinds<Item> || Described<Item> || detail::IsBox<Item>::value) {
        if (member.empty()) return;
        line(depth, std::string(name));
        for (const auto& item : member) child(item, depth + 1);
      }
    } else if constexpr (detail::IsBox<Member>::value || OneOfKinds<Member> || Described<Member>) {
      if constexpr (detail::IsBox<Member>::value)
        if (!member) return;
      if constexpr (std::is_same_v<Member, Parameters>)
        if (member.all.empty()) return;
      line(depth, std::string(name));
      child(member, depth + 1);
    }
  }

  template <class Item>
  void child(const Item& item, int depth) {
    if constexpr (detail::IsBox<Item>::value) {
      item ? child(*item, depth) : line(depth, "(none)");
    } else if constexpr (OneOfKinds<Item>) {
      std::visit([&](const auto& kind) { node(kind, &item.range, depth); }, item.node);
    } else if constexpr (std::is_same_v<Item, Parameters>) {
      for (const auto& one : item.all) child(one, depth);
    } else if constexpr (requires { item.range; }) {
      node(item, &item.range, depth);
    } else {
      node(item, nullptr, depth);
    }
  }
};

}  // namespace

std::string outline(const Module& module) {
  Outline outline;
  outline.node(module, nullptr, 0);
  return outline.text;
}

}  // namespace dy2stat::ast
