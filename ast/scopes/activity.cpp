// What a statement does with names.
#include "ast/scopes/activity.hpp"

#include "ast/tree/to_source.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

class ActivityVisitor {
 public:
  explicit ActivityVisitor(const SymbolTable& table) : table_(table) {}

  Activity activity;

  void visit(const Statement& statement) {
    std::visit([&](const auto& node) { visit_node(node, statement); }, statement.node);
  }

  void read(const Expression& expression) {
    if (const auto name = qualified_name(expression)) activity.read.insert(*name);
    if (table_.scope_of(&expression)) return read_scope(expression);
    std::visit(Overloaded{[&](const BoolOp& node) {
                            read(*node.values.front());
                            perhaps([&] { read_all({node.values.begin() + 1, node.values.end()}); });
                          },
                          [&](const IfExp& node) {
                            read(*node.test);
                            perhaps([&] {
                              read(*node.body);
                              read(*node.orelse);
                            });
                          },
                          [&](const Compare& node) {
                            read(*node.left);
                            read(*node.comparators.front());
                            perhaps([&] { read_all({node.comparators.begin() + 1, node.comparators.end()}); });
                          },
                          [&](const NamedExpr& node) {
                            read(*node.value);
                            write(*node.target);
                          },
                          [&](const auto& node) { read_children(node); }},
               expression.node);
  }

  void write(const Expression& target) {
    if (const auto name = qualified_name(target)) written(*name);
    std::visit(
        Overloaded{[](const Name&) {},
                   [&](const Tuple& node) {
                     for (const auto& one : node.elts) write(*one);
                   },
                   [&](const List& node) {
                     for (const auto& one : node.elts) write(*one);
                   },
                   [&](const Starred& node) { write(*node.value); }, [&](const auto& node) { read_children(node); }},
        target.node);
  }

  void match(const Pattern& pattern) {
    std::visit(
        [&](const auto& node) {
          if constexpr (requires { node.name; })
            if (node.name) perhaps([&] { written(*node.name); });
          if constexpr (requires { node.rest; })
            if (node.rest) perhaps([&] { written(*node.rest); });
          for_each_child(node, [&](const auto& child) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Pattern>)
              match(child);
            else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>)
              read(child);
          });
        },
        pattern.node);
  }

 private:
  void written(const std::string& name) {
    // A name written before for certain stays so.
    if (is_perhaps_ && !activity.written.contains(name)) activity.perhaps_written.insert(name);
    if (!is_perhaps_) activity.perhaps_written.erase(name);
    activity.written.insert(name);
  }
  template <class Action>
  void perhaps(Action action) {
    const bool outer = std::exchange(is_perhaps_, true);
    action();
    is_perhaps_ = outer;
  }
  void read_all(const Exprs& expressions) {
    for (const auto& one : expressions) read(*one);
  }
  void read_optional(const OptionalExpr& expression) {
    if (expression) read(*expression);
  }
  template <class Node>
  void read_children(const Node& node) {
    for_each_child(node, [&](const auto& child) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) read(child);
    });
  }

  // What the scope takes from functions around; what scopes within it take from outside passes through it. A name that
  // it does not find there is one of the module, and captured when the module is what is looked at.
  void capture(const Scope& scope) {
    for (const auto& [name, symbol] : scope.symbols)
      if (symbol.binding == Binding::free || (is_in_module(scope) && symbol.binding != Binding::local &&
                                              symbol.binding != Binding::cell && symbol.is_referenced))
        activity.captured.insert(name);
  }
  static bool is_in_module(const Scope& scope) { return scope.parent && scope.parent->kind == Scope::Kind::module; }

  // A lambda reads nothing yet; a comprehension runs now, or soon (a generator).
  void read_scope(const Expression& expression) {
    const auto& scope = *table_.scope_of(&expression);
    capture(scope);
    if (const auto* lambda = as<Lambda>(expression)) {
      for (const auto& one : lambda->args.all) read_optional(one.default_value);
      return;
    }
    perhaps([&] {
      for (const auto& [name, symbol] : scope.symbols) {
        const bool outer = symbol.binding != Binding::local && symbol.binding != Binding::cell;
        if (outer && symbol.is_referenced) activity.read.insert(name);
        if (outer && symbol.is_assigned) written(name);  // by :=
      }
      for (const auto& child : scope.children) read_free(*child, scope);
    });
    std::visit(
        [&](const auto& node) {
          if constexpr (requires { node.generators; }) read(*node.generators.front().iter);
        },
        expression.node);
  }
  // What scopes within a comprehension take from outside of it.
  void read_free(const Scope& scope, const Scope& comprehension) {
    for (const auto& [name, symbol] : scope.symbols) {
      const auto there = comprehension.symbols.find(name);
      const bool from_outside = there == comprehension.symbols.end() ||
                                (there->second.binding != Binding::local && there->second.binding != Binding::cell);
      if (from_outside && symbol.binding != Binding::local && symbol.binding != Binding::cell)
        activity.read.insert(name);
    }
    for (const auto& child : scope.children) read_free(*child, comprehension);
  }

  template <class Node>
  void visit_node(const Node& node, const Statement&) {
    read_children(node);
  }
  void visit_node(const FunctionDef& node, const Statement& statement) {
    read_all(node.decorator_list);
    for (const auto& one : node.args.all) {
      read_optional(one.default_value);
      read_optional(one.annotation);
    }
    read_optional(node.returns);
    capture(*table_.scope_of(&statement));
    written(node.name);
  }
  // A class body runs at once: what it reads of the scope around is read.
  void visit_node(const ClassDef& node, const Statement& statement) {
    read_children(node);
    const auto& scope = *table_.scope_of(&statement);
    for (const auto& [name, symbol] : scope.symbols)
      if (symbol.is_referenced && symbol.binding != Binding::local) activity.read.insert(name);
    capture(scope);
    written(node.name);
  }
  void visit_node(const TypeAlias& node, const Statement& statement) {
    capture(*table_.scope_of(&statement));
    write(*node.name);
  }
  void visit_node(const Delete& node, const Statement&) {
    for (const auto& target : node.targets) remove(*target);
  }
  void remove(const Expression& target) {
    if (const auto name = qualified_name(target)) activity.deleted.insert(*name);
    std::visit(Overloaded{[](const Name&) {},
                          [&](const Tuple& node) {
                            for (const auto& one : node.elts) remove(*one);
                          },
                          [&](const List& node) {
                            for (const auto& one : node.elts) remove(*one);
                          },
                          [&](const auto& node) { read_children(node); }},
               target.node);
  }
  void visit_node(const Assign& node, const Statement&) {
    read(*node.value);
    for (const auto& target : node.targets) write(*target);
  }
  void visit_node(const AugAssign& node, const Statement&) {
    read(*node.target);
    read(*node.value);
    write(*node.target);
  }
  void visit_node(const AnnAssign& node, const Statement&) {
    read(*node.annotation);
    if (const auto name = qualified_name(*node.target)) activity.annotated.insert(*name);
    read_optional(node.value);
    if (node.value) write(*node.target);
  }
  void visit_node(const For& node, const Statement&) {
    read(*node.iter);
    perhaps([&] { write(*node.target); });
  }
  void visit_node(const With& node, const Statement&) {
    for (const auto& item : node.items) {
      read(*item.context_expr);
      if (item.optional_vars) write(*item.optional_vars);
    }
  }
  void visit_node(const Match& node, const Statement&) {
    read(*node.subject);
    for (const auto& one : node.cases) {
      match(one.pattern);
      if (one.guard) perhaps([&] { read(*one.guard); });
    }
  }
  void visit_node(const Try& node, const Statement&) {
    for (const auto& handler : node.handlers)
      perhaps([&] {
        read_optional(handler.type);
        if (handler.name) written(*handler.name);
      });
  }
  void visit_node(const Assert& node, const Statement&) {
    read(*node.test);
    if (node.msg) perhaps([&] { read(*node.msg); });
  }
  void visit_node(const Import& node, const Statement&) { import(node.names); }
  void visit_node(const ImportFrom& node, const Statement&) { import(node.names); }
  void import(const std::vector<Alias>& names) {
    for (const auto& one : names) {
      const auto& name = one.asname ? *one.asname : one.name;
      if (name != "*") written(name.substr(0, name.find('.')));
    }
  }

  const SymbolTable& table_;
  bool is_perhaps_ = false;
};

void add_within(const Body& body, const SymbolTable& table, Activity& all) {
  for (const auto& statement : body) {
    all.add(activity_of(statement, table));
    if (is<FunctionDef>(statement) || is<ClassDef>(statement)) continue;
    for_each_body(statement, [&](const Body& inner) { add_within(inner, table, all); });
  }
}

}  // namespace

void Activity::add(const Activity& other) {
  for (const auto& name : other.perhaps_written)
    if (!written.contains(name)) perhaps_written.insert(name);
  for (const auto& name : other.written)
    if (!other.perhaps_written.contains(name)) perhaps_written.erase(name);
  read.insert(other.read.begin(), other.read.end());
  written.insert(other.written.begin(), other.written.end());
  deleted.insert(other.deleted.begin(), other.deleted.end());
  annotated.insert(other.annotated.begin(), other.annotated.end());
  captured.insert(other.captured.begin(), other.captured.end());
}

std::optional<std::string> qualified_name(const Expression& expression) {
  if (const auto* name = as<Name>(expression)) return name->id;
  if (const auto* node = as<Attribute>(expression)) {
    const auto of = qualified_name(*node->value);
    return of ? std::optional(*of + "." + node->attr) : std::nullopt;
  }
  const auto* node = as<Subscript>(expression);
  if (!node || !(is<Name>(*node->slice) || is<Constant>(*node->slice))) return {};
  const auto of = qualified_name(*node->value);
  return of ? std::optional(*of + "[" + to_source(*node->slice) + "]") : std::nullopt;
}

Activity activity_of(const Statement& statement, const SymbolTable& table) {
  ActivityVisitor visitor(table);
  visitor.visit(statement);
  return std::move(visitor.activity);
}

Activity activity_of(const Expression& expression, const SymbolTable& table) {
  ActivityVisitor visitor(table);
  visitor.read(expression);
  return std::move(visitor.activity);
}

Activity activity_of(const Pattern& pattern, const SymbolTable& table) {
  ActivityVisitor visitor(table);
  visitor.match(pattern);
  return std::move(visitor.activity);
}

Activity activity_of_target(const Expression& target, const SymbolTable& table) {
  ActivityVisitor visitor(table);
  visitor.write(target);
  return std::move(visitor.activity);
}

Activity activity_within(const Body& body, const SymbolTable& table) {
  Activity all;
  add_within(body, table, all);
  return all;
}

}  // namespace dy2stat::ast
