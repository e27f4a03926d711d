// Hoisting.
#include "ast/passes/hoisting.hpp"

#include <algorithm>
#include <iterator>

#include "ast/passes/deferring.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// f, torch.stack, self.layers.append: looked up when it is called.
bool is_dotted_name(const Expression& expression) {
  if (const auto* attribute = as<Attribute>(expression)) return is_dotted_name(*attribute->value);
  return is<Name>(expression);
}

bool is_formatted(const Expr& part) {
  return is<FormattedValue>(*part);
}

template <class Action>
void for_each_name_bound(const Expression& target, Action action) {
  if (const auto* name = as<Name>(target)) return action(name->id);
  if (!is<Tuple>(target) && !is<List>(target) && !is<Starred>(target)) return;
  for_each_child(target, [&](const auto& child) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) for_each_name_bound(child, action);
  });
}

class BoundNames {
 public:
  NameSet bound, declared;  // declared: global here, or nonlocal anywhere

  void look(const Body& body) {
    for (const auto& statement : body) {
      std::visit(
          Overloaded{
              [&](const FunctionDef& node) {
                bound.insert(node.name);
                look_for_nonlocal(statement);
              },
              [&](const ClassDef& node) {
                bound.insert(node.name);
                look_for_nonlocal(statement);
              },
              [&](const Assign& node) {
                for (const auto& target : node.targets) bind(*target);
              },
              [&](const AugAssign& node) { bind(*node.target); }, [&](const AnnAssign& node) { bind(*node.target); },
              [&](const For& node) { bind(*node.target); },
              [&](const With& node) {
                for (const auto& item : node.items)
                  if (item.optional_vars) bind(*item.optional_vars);
              },
              [&](const Try& node) {
                for (const auto& handler : node.handlers) bound.insert(handler.name.value_or(""));
              },
              [&](const Import& node) { import(node.names); }, [&](const ImportFrom& node) { import(node.names); },
              [&](const Global& node) { declared.insert(node.names.begin(), node.names.end()); },
              [&](const Nonlocal& node) { declared.insert(node.names.begin(), node.names.end()); }, [](const auto&) {}},
          statement.node);
      if (is<FunctionDef>(statement) || is<ClassDef>(statement)) continue;
      for_each_body(statement, [&](const Body& inner) { look(inner); });
    }
  }

 private:
  void bind(const Expression& target) {
    for_each_name_bound(target, [&](const std::string& name) { bound.insert(name); });
  }
  void import(const std::vector<Alias>& names) {
    for (const auto& one : names) bound.insert(one.asname.value_or(one.name.substr(0, one.name.find('.'))));
  }
  void look_for_nonlocal(const Statement& function) {
    walk(function, [&](const auto& node) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Statement>)
        if (const auto* one = as<Nonlocal>(node)) declared.insert(one->names.begin(), one->names.end());
    });
  }
};

NameSet bound_by_walrus(const Expression& expression) {
  NameSet names;
  const auto look = [&](const auto& node) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Expression>)
      if (const auto* binding = as<NamedExpr>(node)) names.insert(as<Name>(*binding->target)->id);
  };
  look(expression);
  walk(expression, look);
  return names;
}

}  // namespace

NameSet own_variables(const FunctionDef& function) {
  BoundNames names;
  for (const auto& one : function.args.all) names.bound.insert(one.name);
  names.look(function.body);
  for (const auto& name : names.declared) names.bound.erase(name);
  return std::move(names.bound);
}

std::vector<Expr*> evaluated_parts(Expression& expression) {
  std::vector<Expr*> parts;
  const auto add = [&](Expr& one) {
    if (one) parts.push_back(&one);
  };
  const auto add_all = [&](Exprs& all) {
    for (auto& one : all) add(one);
  };
  std::visit(Overloaded{[&](BoolOp& node) { add(node.values.front()); }, [&](IfExp& node) { add(node.test); },
                        [&](Compare& node) {
                          add(node.left);
                          add(node.comparators.front());
                        },
                        [&](BinOp& node) {
                          add(node.left);
                          add(node.right);
                        },
                        [&](UnaryOp& node) { add(node.operand); },
                        [&](Call& node) {
                          add(node.func);
                          add_all(node.args);
                          for (auto& one : node.keywords) add(one.value);
                        },
                        [&](Attribute& node) { add(node.value); },
                        [&](Subscript& node) {
                          add(node.value);
                          add(node.slice);
                        },
                        [&](Slice& node) {
                          add(node.lower);
                          add(node.upper);
                          add(node.step);
                        },
                        [&](Tuple& node) { add_all(node.elts); }, [&](List& node) { add_all(node.elts); },
                        [&](Set& node) { add_all(node.elts); },
                        [&](Dict& node) {
                          for (std::size_t k = 0; k < node.keys.size(); ++k) {
                            add(node.keys[k]);
                            add(node.values[k]);
                          }
                        },
                        // What was formatted cannot be kept unformatted: only the first value.
                        [&](JoinedStr& node) {
                          const auto first = std::ranges::find_if(node.values, is_formatted);
                          if (first != node.values.end()) add(*first);
                        },
                        [&](FormattedValue& node) { add(node.value); }, [&](Starred& node) { add(node.value); },
                        [&](NamedExpr& node) { add(node.value); }, [&](Await& node) { add(node.value); },
                        [&](Yield& node) { add(node.value); }, [&](YieldFrom& node) { add(node.value); },
                        [&](auto& node) {
                          if constexpr (requires { node.generators; }) add(node.generators.front().iter);
                        }},
             expression.node);
  return parts;
}

Expr* hoistable(Statement& statement) {
  return std::visit(
      Overloaded{[](ExpressionStatement& node) { return &node.value; }, [](Assign& node) { return &node.value; },
                 [](AugAssign& node) { return is<Name>(*node.target) ? &node.value : nullptr; },
                 [](AnnAssign& node) { return node.value ? &node.value : nullptr; },
                 [](Return& node) { return node.value ? &node.value : nullptr; }, [](If& node) { return &node.test; },
                 [](For& node) { return &node.iter; }, [](Match& node) { return &node.subject; },
                 [](Assert& node) { return &node.test; }, [](With& node) { return &node.items.front().context_expr; },
                 [](Raise& node) { return node.exc ? &node.exc : nullptr; }, [](auto&) -> Expr* { return nullptr; }},
      statement.node);
}

Hoister::Hoister(const FunctionDef& function, Lowering& lowering, FreshNames& names, Hoisting hoisting)
    : lowering_(lowering), names_(names), hoisting_(std::move(hoisting)), own_(own_variables(function)) {}

void Hoister::hoist(Body& body) {
  const auto around = rebound_;  // take_out may come here
  Body made;
  for (auto& statement : body) hoist(statement, made);
  body = std::move(made);
  rebound_ = around;
}

void Hoister::hoist(Statement& statement, Body& made) {
  if (!is<FunctionDef>(statement) && !is<ClassDef>(statement)) {
    for_each_body(statement, [&](Body& inner) { hoist(inner); });
    if (auto* expression = hoistable(statement)) {
      rebound_ = bound_by_walrus(**expression);
      // x += value reads x first.
      const auto* changed = as<AugAssign>(statement);
      if (!changed || !must_be_kept(*changed->target, false)) hoist(*expression, made);
    }
    if (auto* loop = as<While>(statement); loop && contains(*loop->test) && loop->orelse.empty()) hoist_test(*loop);
    tell_of_what_stays(statement);
  }
  made.push_back(std::move(statement));
}

// while test: body      while True: before; if not test: break; body
void Hoister::hoist_test(While& loop) {
  const auto range = loop.test->range;
  rebound_ = bound_by_walrus(*loop.test);
  Body body;
  hoist(loop.test, body);
  body.push_back(
      build::statement(If{build::negation(std::move(loop.test)), {build::statement(Break{}, range)}, {}}, range));
  std::ranges::move(loop.body, std::back_inserter(body));
  loop.test = build::truth(true);
  loop.test->range = range;
  loop.body = std::move(body);
}

void Hoister::hoist(Expr& expression, Body& before) {
  if (!contains(*expression)) return;
  const auto parts = evaluated_parts(*expression);
  std::size_t last = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (contains(**parts[k])) last = k + 1;
    const auto* starred = as<Starred>(**parts[k]);
    if (starred && !hoisting_.wants(*starred->value)) break;
  }
  const bool wanted = hoisting_.wants(*expression);
  // What a part that is taken out is made of comes with it.
  for (std::size_t k = 0; k < last; ++k) {
    auto& part = *parts[k];
    hoist(part, before);
    const bool is_called = k == 0 && is<Call>(*expression);
    if (k + 1 == last || !must_be_kept(*part, is_called)) continue;
    const auto range = part->range;
    const auto kept = names_.make("kept");
    before.push_back(set_to(kept, std::move(part), range));
    part = build::name(kept);
    part->range = range;
  }
  if (wanted) expression = hoisting_.take_out(std::move(expression), before);
}

// Whether a wanted expression is below it that is evaluated whatever happens, and everything before it can be kept.
bool Hoister::contains(const Expression& expression) const {
  if (hoisting_.wants(expression)) return true;
  // Only looks; the parts are named by what may change them.
  const auto parts = evaluated_parts(const_cast<Expression&>(expression));
  bool spread_before = false;
  for (const auto* part : parts) {
    if (contains(**part)) return !spread_before;
    // *x is spread where it stands, which a variable for x would put off.
    spread_before = spread_before || is<Starred>(**part);
  }
  return false;
}

bool Hoister::must_be_kept(const Expression& expression, bool is_called) const {
  if (const auto* name = as<Name>(expression))
    return !is_called &&
           (rebound_.contains(name->id) || (!own_.contains(name->id) && lowering_.taken.contains(name->id)));
  if (is_called && is_dotted_name(expression)) return false;
  if (is<Constant>(expression)) return false;
  if (const auto* lambda = as<Lambda>(expression)) return !lambda->args.all.empty();
  if (!is<Tuple>(expression) && !is<List>(expression) && !is<Slice>(expression) && !is<Starred>(expression))
    return true;
  const auto parts = evaluated_parts(const_cast<Expression&>(expression));
  return std::ranges::any_of(parts, [&](const Expr* part) { return must_be_kept(**part, false); });
}

void Hoister::tell_of_what_stays(const Statement& statement) {
  const std::function<void(const Expression&)> look = [&](const Expression& expression) {
    if (hoisting_.wants(expression))
      return lowering_.left.push_back("line " + std::to_string(expression.range.line) + ": " + hoisting_.stays);
    if (is<Lambda>(expression)) return;
    for_each_child(expression, look);
  };
  for_each_child(statement, [&](const auto& child) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) look(child);
  });
}

}  // namespace dy2stat::ast
