// Wrapping reads of variables that may have no value.
#include "ast/passes/undefined_names.hpp"

#include <functional>
#include <iterator>

#include "ast/passes/deferring.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

constexpr const char* read_here = "ld";
constexpr const char* read_within = "ld_free";  // in a function within the one that has the variable

bool is_runtime_call(const Call& call) {
  const auto* function = as<Attribute>(*call.func);
  const auto* of = function ? as<Name>(*function->value) : nullptr;
  return of && of->id == runtime_name;
}

bool is_load(const Call& call) {
  return is_runtime_call(call) &&
         (as<Attribute>(*call.func)->attr == read_here || as<Attribute>(*call.func)->attr == read_within);
}

// Those that mean the same in the scope.
NameSet without_bound_in(const Scope& scope, NameSet names) {
  std::erase_if(names, [&](const std::string& name) {
    const auto* symbol = scope.find(name);
    return symbol && symbol->binding != Binding::free;
  });
  return names;
}

Statement look_at_value(const std::string& name, Range range) {
  return build::statement(ExpressionStatement{runtime_call(read_here, {build::name(name)}, range)}, range);
}

Expr undefined_value(const std::string& name, Range range) {
  return runtime_call("Undefined", {build::text(name)}, range);
}

}  // namespace

// Goes through expressions and, in functions within, statements; `how` reads the names there. `names` are those that
// may have no value now, `later` those that may have none when a function that is made here runs.
class ReadWrapper {
 public:
  ReadWrapper(const SymbolTable& table, int python_minor, NameSet names, NameSet later, const char* how = read_here)
      : table_(table), python_minor_(python_minor), names_(std::move(names)), later_(std::move(later)), how_(how) {}

  void wrap(Expression& expression) {
    if (later_.empty()) return;
    if (const auto* name = as<Name>(expression)) {
      if (!names_.contains(name->id)) return;
      auto range = expression.range;
      Expr read = std::move(expression);
      expression = std::move(*runtime_call(how_, {std::move(read)}, range));
    } else if (auto* call = as<Call>(expression)) {
      wrap_call(*call);
    } else if (auto* lambda = as<Lambda>(expression)) {
      wrap_defaults(lambda->args);
      later(*table_.scope_of(&expression)).wrap(*lambda->body);
    } else if (auto* binding = as<NamedExpr>(expression)) {
      wrap(*binding->value);
    } else if (!wrap_comprehension(expression)) {
      wrap_children(expression);
    }
  }

  // What the statement itself evaluates.
  void wrap(Statement& statement) {
    if (later_.empty()) return;
    std::visit(Overloaded{[&](FunctionDef& node) { wrap_function(node, statement); },
                          [&](ClassDef& node) { wrap_class(node, statement); },
                          [&](Assign& node) {
                            wrap(*node.value);
                            for (auto& target : node.targets) wrap_target(*target);
                          },
                          [&](AugAssign& node) {
                            wrap(*node.value);
                            wrap_target(*node.target);
                          },
                          [&](AnnAssign& node) {
                            if (node.value) wrap(*node.value);
                            wrap_target(*node.target);
                          },
                          [&](For& node) {
                            wrap(*node.iter);
                            wrap_target(*node.target);
                          },
                          [&](Delete& node) {
                            for (auto& target : node.targets) wrap_target(*target);
                          },
                          [&](With& node) {
                            for (auto& item : node.items) {
                              wrap(*item.context_expr);
                              if (item.optional_vars) wrap_target(*item.optional_vars);
                            }
                          },
                          [](TypeAlias&) {}, [&](auto& node) { wrap_children(node); }},
               statement.node);
  }

  // With what is in its bodies: the statement is of a function within.
  void wrap_all(Statement& statement) {
    wrap(statement);
    if (is<FunctionDef>(statement) || is<ClassDef>(statement)) return;
    for_each_body(statement, [&](Body& body) {
      for (auto& inner : body) wrap_all(inner);
    });
  }

 private:
  template <class Node>
  void wrap_children(Node& node) {
    for_each_child(node, [&](auto& child) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) wrap(child);
    });
  }
  void wrap_target(Expression& target) {
    if (is<Name>(target)) return;
    if (is<Tuple>(target) || is<List>(target) || is<Starred>(target)) {
      for_each_child(target, [&](auto& child) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) wrap_target(child);
      });
    } else {
      wrap_children(target);
    }
  }
  // A lambda that a pass made is evaluated where it stands.
  void wrap_call(Call& call) {
    if (is_load(call)) return;
    wrap(*call.func);
    const bool defers = is_runtime_call(call);
    for (auto& one : call.args) {
      auto* lambda = as<Lambda>(*one);
      if (defers && lambda && lambda->args.all.empty())
        within(*table_.scope_of(one.get()), how_).wrap(*lambda->body);
      else
        wrap(*one);
    }
    for (auto& one : call.keywords) wrap(*one.value);
  }
  // The first iterable is evaluated outside of it.
  bool wrap_comprehension(Expression& expression) {
    const auto* scope = table_.scope_of(&expression);
    if (!scope || !scope->is_comprehension()) return false;
    const bool inlined = python_minor_ >= 12 && !is<GeneratorExp>(expression);
    auto inner = is<GeneratorExp>(expression) ? later(*scope) : within(*scope, inlined ? how_ : read_within);
    std::visit(
        [&](auto& node) {
          if constexpr (requires { node.generators; }) {
            for (auto& one : node.generators) {
              (&one == &node.generators.front() ? *this : inner).wrap(*one.iter);
              for (auto& condition : one.ifs) inner.wrap(*condition);
            }
            if constexpr (requires { node.elt; }) {
              inner.wrap(*node.elt);
            } else {
              inner.wrap(*node.key);
              inner.wrap(*node.value);
            }
          }
        },
        expression.node);
    return true;
  }
  void wrap_defaults(Parameters& parameters) {
    for (auto& one : parameters.all)
      if (one.default_value) wrap(*one.default_value);
  }
  void wrap_function(FunctionDef& node, const Statement& statement) {
    for (auto& one : node.decorator_list) wrap(*one);
    wrap_defaults(node.args);
    auto inner = later(*table_.scope_of(&statement));
    for (auto& one : node.body) inner.wrap_all(one);
  }
  // A class body sees the variables of functions around; its own are no one else's.
  void wrap_class(ClassDef& node, const Statement& statement) {
    for (auto& one : node.decorator_list) wrap(*one);
    for (auto& one : node.bases) wrap(*one);
    for (auto& one : node.keywords) wrap(*one.value);
    const auto& scope = *table_.scope_of(&statement);
    auto own = within(scope, read_within);
    ReadWrapper functions(table_, python_minor_, names_, later_, read_within);
    for (auto& one : node.body) (is<FunctionDef>(one) ? functions : own).wrap_all(one);
  }
  ReadWrapper within(const Scope& scope, const char* how) const {
    return {table_, python_minor_, without_bound_in(scope, names_), without_bound_in(scope, later_), how};
  }
  ReadWrapper later(const Scope& scope) const {
    const auto names = without_bound_in(scope, later_);
    return {table_, python_minor_, names, names, read_within};
  }

  const SymbolTable& table_;
  int python_minor_;
  NameSet names_, later_;
  const char* how_;
};

NameSet names_deferred_at(const FlowNode& node) {
  NameSet names;
  const std::function<void(const Expression&, bool)> look = [&](const Expression& expression, bool deferred) {
    if (const auto* name = as<Name>(expression); name && deferred) names.insert(name->id);
    const auto* call = as<Call>(expression);
    const bool defers = call && is_runtime_call(*call);
    if (is<Lambda>(expression) && !deferred) return;
    for_each_child(expression, [&](const auto& child) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) {
        const auto* lambda = as<Lambda>(child);
        look(child, deferred || (defers && lambda && lambda->args.all.empty()));
      }
    });
  };
  if (node.statement)
    for_each_child(*node.statement, [&](const auto& child) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) look(child, false);
    });
  return names;
}

UndefinedNames::UndefinedNames(ScopedFunction& scoped, NameSet names, int python_minor)
    : scoped_(scoped), names_(std::move(names)), python_minor_(python_minor) {}

// Those of the names that stand in the statement itself, or in what it defines.
NameSet UndefinedNames::occurring_in(const Statement& statement) const {
  NameSet occurring;
  const auto take = [&](const auto& node) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Expression>)
      if (const auto* name = as<Name>(node); name && names_.contains(name->id)) occurring.insert(name->id);
  };
  const bool defines = is<FunctionDef>(statement) || is<ClassDef>(statement);
  for_each_child(statement, [&](const auto& child) {
    if (!defines && std::is_same_v<std::remove_cvref_t<decltype(child)>, Statement>) return;
    take(child);
    walk(child, take);
  });
  return occurring;
}

Body UndefinedNames::taken(Statement& statement) {
  const auto occurring = occurring_in(statement);
  NameSet here;  // names that may have no value where the statement runs
  for (const auto& name : occurring)
    if (scoped_.perhaps_unbound_before(statement, name)) here.insert(name);
  ReadWrapper(scoped_.table(), python_minor_, here, occurring).wrap(statement);
  Body made;
  const auto range = statement.range;
  if (const auto* node = as<AugAssign>(statement)) {
    const auto* target = as<Name>(*node->target);
    if (target && here.contains(target->id)) made.push_back(look_at_value(target->id, range));
  }
  auto* node = as<Delete>(statement);
  if (!node) {
    made.push_back(std::move(statement));
    return made;
  }
  for (auto& target : node->targets) {
    const auto* name = as<Name>(*target);
    if (!name || !names_.contains(name->id)) {
      made.push_back(build::statement(Delete{{std::move(target)}}, range));
      continue;
    }
    made.push_back(look_at_value(name->id, range));
    made.push_back(set_to(name->id, undefined_value(name->id, range), range));
  }
  return made;
}

Body UndefinedNames::definitions(Range range) const {
  Body made;
  for (const auto& name : names_)
    if (!scoped_.is_parameter(name)) made.push_back(set_to(name, undefined_value(name, range), range));
  return made;
}

const char* UndefinedNames::why_not() const {
  const char* why = nullptr;
  const std::function<void(const Body&, bool)> look = [&](const Body& body, bool within) {
    for (const auto& statement : body) {
      if (const auto* node = as<AugAssign>(statement); node && within)
        if (const auto* target = as<Name>(*node->target); target && names_.contains(target->id))
          why = "a function within that changes a variable which may have no value";
      if (const auto* node = as<Delete>(statement))
        for (const auto& target : node->targets) {
          const auto* name = as<Name>(*target);
          if (name && within && names_.contains(name->id)) why = "a function within that deletes a variable";
          if (!name && (is<Tuple>(*target) || is<List>(*target))) why = "del of several variables in parentheses";
        }
      const bool defines = is<FunctionDef>(statement) || is<ClassDef>(statement);
      for_each_body(statement, [&](const Body& inner) { look(inner, within || defines); });
    }
  };
  look(scoped_.definition().body, false);
  return why;
}

}  // namespace dy2stat::ast
