// Analysing one function.
#include "ast/passes/scoped_function.hpp"

#include <algorithm>

#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

NameSet declared_nonlocal(const Statement& function) {
  NameSet names;
  walk(function, [&](const auto& node) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Statement>)
      if (const auto* declaration = as<Nonlocal>(node))
        names.insert(declaration->names.begin(), declaration->names.end());
  });
  return names;
}

Module with_a_function_around(FunctionDef function) {
  FunctionDef around;
  around.name = "around";
  auto statement = build::statement(std::move(function));
  for (const auto& name : declared_nonlocal(statement)) {
    Parameter parameter;
    parameter.name = name;
    around.args.all.push_back(std::move(parameter));
  }
  around.body.push_back(std::move(statement));
  Module module;
  module.body.push_back(build::statement(std::move(around)));
  return module;
}

NameSet shared_names(const Scope& scope) {
  NameSet names;
  for (const auto& [name, symbol] : scope.symbols)
    if (symbol.binding == Binding::cell || symbol.binding == Binding::free) names.insert(name);
  return names;
}

bool is_telling_name(const std::string& name) {
  for (const char* one : {"super", "locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe", "stack"})
    if (name == one) return true;
  return false;
}

bool yields_or_awaits(const Expression& expression) {
  if (is<Yield>(expression) || is<YieldFrom>(expression) || is<Await>(expression)) return true;
  bool found = false;
  std::visit(
      [&](const auto& node) {
        if constexpr (requires { node.generators; })
          for (const auto& one : node.generators) found = found || one.is_async;
      },
      expression.node);
  if (is<Lambda>(expression)) return found;
  for_each_child(expression, [&](const auto& child) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>)
      found = found || yields_or_awaits(child);
  });
  return found;
}

}  // namespace

ScopedFunction::ScopedFunction(FunctionDef& function)
    : original_(function), module_(with_a_function_around(std::move(function))) {
  try {
    table_ = std::make_unique<SymbolTable>(module_);
    scope_ = table_->scope_of(&statement());
    graph_ = flow_graph(statement(), *table_);
    flow_ = std::make_unique<DataFlow>(graph_, shared_names(*scope_));
  } catch (...) {
    original_ = std::move(definition());
    throw;
  }
  reachable_ = graph_.reachable();
  for (std::size_t k = 0; k < graph_.nodes.size(); ++k)
    if (graph_.nodes[k].statement) nodes_[graph_.nodes[k].statement].push_back(static_cast<int>(k));
}

ScopedFunction::~ScopedFunction() {
  original_ = std::move(definition());
}

const std::vector<int>& ScopedFunction::nodes_of(const Statement& statement) const {
  static const std::vector<int> none;
  const auto found = nodes_.find(&statement);
  return found == nodes_.end() ? none : found->second;
}

std::vector<int> ScopedFunction::nodes_within(const Statement& statement) const {
  auto nodes = nodes_of(statement);
  if (is<FunctionDef>(statement) || is<ClassDef>(statement)) return nodes;
  for_each_body(statement, [&](const Body& body) {
    for (const auto& inner : body) {
      const auto more = nodes_within(inner);
      nodes.insert(nodes.end(), more.begin(), more.end());
    }
  });
  return nodes;
}

bool ScopedFunction::is_reachable(const Statement& statement) const {
  return std::ranges::any_of(nodes_of(statement), [&](int node) { return reachable_[static_cast<std::size_t>(node)]; });
}

bool ScopedFunction::is_own(const std::string& name) const {
  const auto* symbol = scope_->find(name);
  return symbol && (symbol->binding == Binding::local || symbol->binding == Binding::cell);
}

bool ScopedFunction::is_parameter(const std::string& name) const {
  const auto* symbol = scope_->find(name);
  return symbol && symbol->is_parameter;
}

bool ScopedFunction::perhaps_unbound_before(const Statement& statement, const std::string& name) const {
  return std::ranges::any_of(nodes_of(statement), [&](int node) { return flow_->perhaps_unbound_before(node, name); });
}

NameSet plain_names(const NameSet& names) {
  NameSet plain;
  for (const auto& name : names)
    if (name.find_first_of(".[") == std::string::npos) plain.insert(name);
  return plain;
}

bool looks_at_its_frame(const Statement& statement) {
  bool found = false;
  const std::function<void(const Expression&)> look = [&](const Expression& expression) {
    if (const auto* name = as<Name>(expression)) found = found || is_telling_name(name->id);
    if (const auto* attribute = as<Attribute>(expression)) found = found || is_telling_name(attribute->attr);
    if (const auto* call = as<Call>(expression))
      for (const auto& one : call->keywords) found = found || one.arg == "stacklevel";
    for_each_child(expression, look);
  };
  for_each_child(statement, [&](const auto& child) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) look(child);
  });
  if (is<FunctionDef>(statement) || is<ClassDef>(statement)) return found;
  for_each_body(statement, [&](const Body& body) { found = found || looks_at_its_frame(body); });
  return found;
}

bool looks_at_its_frame(const Body& body) {
  return std::ranges::any_of(body, [](const Statement& one) { return looks_at_its_frame(one); });
}

bool yields_or_awaits(const Statement& statement) {
  bool found = false;
  if (const auto* loop = as<For>(statement)) found = loop->is_async;
  if (const auto* with = as<With>(statement)) found = with->is_async;
  for_each_child(statement, [&](const auto& child) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>)
      found = found || yields_or_awaits(child);
  });
  if (is<FunctionDef>(statement) || is<ClassDef>(statement)) return found;
  for_each_body(statement, [&](const Body& body) {
    found = found || std::ranges::any_of(body, [](const Statement& one) { return yields_or_awaits(one); });
  });
  return found;
}

Body::iterator after_docstring(Body& body) {
  const auto* first = body.empty() ? nullptr : as<ExpressionStatement>(body.front());
  const auto* constant = first ? as<Constant>(*first->value) : nullptr;
  return body.begin() + (constant && std::holds_alternative<std::string>(constant->value) ? 1 : 0);
}

}  // namespace dy2stat::ast
