// Expressions that become lambdas, and changing expressions everywhere in a function.
#include "ast/passes/deferring.hpp"

#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool looks_at_its_function(const std::string& name) {
  for (const char* one : {"super", "__class__", "locals", "vars", "dir", "eval", "exec"})
    if (name == one) return true;
  return false;
}

void change_in(Expr& expression, const std::function<void(Expr&)>& change);

template <class Member>
void change_members(Member& member, const std::function<void(Expr&)>& change) {
  if constexpr (std::is_same_v<Member, Expr>) {
    if (member) change_in(member, change);
  } else if constexpr (std::is_same_v<Member, Exprs>) {
    for (auto& one : member)
      if (one) change_in(one, change);
  } else if constexpr (std::is_same_v<Member, Parameters>) {
    for (auto& one : member.all)
      if (one.default_value) change_in(one.default_value, change);
  } else if constexpr (std::is_same_v<Member, std::vector<Keyword>>) {
    for (auto& one : member) change_in(one.value, change);
  } else if constexpr (std::is_same_v<Member, std::vector<Comprehension>>) {
    for (auto& one : member) {
      change_in(one.iter, change);
      change_members(one.ifs, change);
    }
  } else if constexpr (std::is_same_v<Member, std::vector<WithItem>>) {
    for (auto& one : member) change_in(one.context_expr, change);
  } else if constexpr (std::is_same_v<Member, std::vector<ExceptHandler>>) {
    for (auto& one : member)
      if (one.type) change_in(one.type, change);
  } else if constexpr (std::is_same_v<Member, std::vector<MatchCase>>) {
    for (auto& one : member)
      if (one.guard) change_in(one.guard, change);
  }
}

// The text of a t-string's value is what the program sees: it stays.
void change_in(Expr& expression, const std::function<void(Expr&)>& change) {
  if (is<Interpolation>(*expression)) return;
  std::visit(
      [&](auto& node) {
        for_each_field(node, [&](std::string_view, auto& member) { change_members(member, change); });
      },
      expression->node);
  change(expression);
}

void change_in(Body& body, const std::function<void(Expr&)>& change) {
  for (auto& statement : body) {
    std::visit(
        [&](auto& node) {
          for_each_field(node, [&](std::string_view name, auto& member) {
            if (name != "annotation" && name != "returns") change_members(member, change);
          });
        },
        statement.node);
    if (is<FunctionDef>(statement) || is<ClassDef>(statement)) continue;
    for_each_body(statement, [&](Body& inner) { change_in(inner, change); });
  }
}

}  // namespace

bool can_be_deferred(const Expression& expression) {
  bool can = true;
  const auto look = [&](const auto& node) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Expression>) {
      if (is<NamedExpr>(node) || is<Yield>(node) || is<YieldFrom>(node) || is<Await>(node)) can = false;
      if (const auto* name = as<Name>(node); name && looks_at_its_function(name->id)) can = false;
      std::visit(
          [&](const auto& kind) {
            if constexpr (requires { kind.generators; })
              for (const auto& one : kind.generators)
                if (one.is_async) can = false;
          },
          node.node);
    }
  };
  look(expression);
  walk(expression, look);
  return can;
}

void change_expressions(FunctionDef& function, const std::function<void(Expr&)>& change) {
  change_in(function.body, change);
}

Expr runtime_call(const char* name, Exprs arguments, Range range) {
  auto call = build::call(build::attribute(build::name(runtime_name), name), std::move(arguments));
  call->range = range;
  return call;
}

Statement set_to(const std::string& name, Expr value, Range range) {
  auto made = build::assign(name, std::move(value));
  made.range = range;
  return made;
}

}  // namespace dy2stat::ast
