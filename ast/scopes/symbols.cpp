// First step of the symbol table: what each scope does with each name. After it, resolve.cpp says what the names are.
#include "ast/scopes/symbols.hpp"

#include "ast/scopes/resolve.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {

std::string_view name_of(Binding binding) {
  constexpr std::string_view names[] = {"local", "cell", "free", "global", "implicit"};
  return names[static_cast<int>(binding)];
}

std::string mangled(const std::string& class_name, const std::string& name) {
  const auto own = class_name.find_first_not_of('_');
  if (own == std::string::npos || !name.starts_with("__") || name.ends_with("__")) return name;
  if (name.find('.') != std::string::npos) return name;
  return "_" + class_name.substr(own) + name;
}

const Symbol* Scope::find(const std::string& written) const {
  const auto found = symbols.find(mangled(private_to, written));
  return found == symbols.end() ? nullptr : &found->second;
}

const Scope* SymbolTable::scope_of(const void* node) const {
  const auto found = by_node_.find(node);
  return found == by_node_.end() ? nullptr : found->second;
}

// Goes through the tree as symtable.c does.
class SymbolTableBuilder {
 public:
  explicit SymbolTableBuilder(SymbolTable& table) : table_(table) {}

  void build(const Module& module) {
    table_.module_ = std::make_unique<Scope>();
    scope_ = table_.module_.get();
    scope_->kind = Scope::Kind::module;
    scope_->name = "<module>";
    scope_->node = &module;
    table_.by_node_[&module] = scope_;
    annotations_are_evaluated_ = !imports_annotations(module);
    visit(module.body);
    resolve(*table_.module_);
  }

 private:
  static bool imports_annotations(const Module& module) {
    for (const auto& statement : module.body)
      if (const auto* from = as<ImportFrom>(statement); from && from->module == "__future__" && from->level == 0)
        for (const auto& one : from->names)
          if (one.name == "annotations") return true;
    return false;
  }

  Symbol& symbol(const std::string& name) { return scope_->symbols[mangled(private_to_, name)]; }
  void assign(const std::string& name) { symbol(name).is_assigned = true; }
  // The module's symbol is declared so too.
  void declare_global(const std::string& name) {
    symbol(name).is_declared_global = true;
    table_.module_->symbols[mangled(private_to_, name)].is_declared_global = true;
  }

  // Enters a scope while it lives.
  class Entered {
   public:
    Entered(SymbolTableBuilder& builder, Scope::Kind kind, std::string name, const void* node, Range range)
        : builder_(builder), outer_(builder.scope_) {
      auto scope = std::make_unique<Scope>();
      scope->kind = kind;
      scope->name = std::move(name);
      scope->qualified_name = qualified(*outer_, scope->name);
      scope->node = node;
      scope->range = range;
      scope->parent = outer_;
      scope->private_to = builder.private_to_;
      builder.table_.by_node_[node] = scope.get();
      builder.scope_ = scope.get();
      outer_->children.push_back(std::move(scope));
    }
    ~Entered() { builder_.scope_ = outer_; }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

   private:
    // A scope of type parameters does not show.
    static std::string qualified(const Scope& outer, const std::string& name) {
      const auto* around = &outer;
      while (around->kind == Scope::Kind::type_parameters) around = around->parent;
      if (around->kind == Scope::Kind::module) return name;
      // def f(): global g; def g(): ...
      if (const auto* declared = around->find(name); declared && declared->is_declared_global) return name;
      return around->qualified_name + (around->is_function() ? ".<locals>." : ".") + name;
    }
    SymbolTableBuilder& builder_;
    Scope* outer_;
  };

  void visit(const Body& body) {
    for (const auto& statement : body) visit(statement);
  }
  void visit(const Statement& statement) {
    std::visit([&](const auto& node) { visit_node(node, statement); }, statement.node);
  }
  void visit(const Expression& expression) {
    std::visit([&](const auto& node) { visit_node(node, expression); }, expression.node);
  }
  void visit(const Expr& expression) {
    if (expression) visit(*expression);
  }
  void visit(const Exprs& expressions) {
    for (const auto& one : expressions) visit(one);
  }
  void visit(const std::vector<Keyword>& keywords) {
    for (const auto& one : keywords) visit(one.value);
  }
  void visit(const Pattern& pattern) {
    std::visit(Overloaded{[&](const MatchAs& node) {
                            if (node.pattern) visit(*node.pattern);
                            if (node.name) assign(*node.name);
                          },
                          [&](const MatchStar& node) {
                            if (node.name) assign(*node.name);
                          },
                          [&](const MatchMapping& node) {
                            visit_children(node);
                            if (node.rest) assign(*node.rest);
                          },
                          [&](const auto& node) { visit_children(node); }},
               pattern.node);
  }

  template <class Node>
  void visit_children(const Node& node) {
    for_each_child(node, [this](const auto& child) {
      if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(child)>, TypeParameter>) visit(child);
    });
  }

  // A target binds its names; of attributes and subscripts it reads what is before the dot or bracket.
  void visit_target(const Expression& target) {
    std::visit(Overloaded{[&](const Name& node) { assign(node.id); },
                          [&](const Tuple& node) {
                            for (const auto& one : node.elts) visit_target(*one);
                          },
                          [&](const List& node) {
                            for (const auto& one : node.elts) visit_target(*one);
                          },
                          [&](const Starred& node) { visit_target(*node.value); }, [&](const auto&) { visit(target); }},
               target.node);
  }

  template <class Node, class Parent>
  void visit_node(const Node& node, const Parent&) {
    visit_children(node);
  }

  void visit_node(const Name& node, const Expression&) {
    symbol(node.id).is_referenced = true;
    // super() needs the class.
    if (node.id == "super" && scope_->is_function()) symbol("__class__").is_referenced = true;
  }

  void visit_node(const NamedExpr& node, const Expression& expression) {
    const auto& name = as<Name>(*node.target)->id;
    if (scope_->is_comprehension()) bind_outside(name, expression.range);
    visit(node.value);
    assign(name);
  }

  // := in a comprehension binds in the nearest function or module around.
  void bind_outside(const std::string& name, Range range) {
    auto* outer = scope_;
    while (outer->is_comprehension()) outer = outer->parent;
    if (outer->kind == Scope::Kind::class_body)
      throw ScopeError("assignment expression within a comprehension cannot be used in a class body", range);
    if (outer->kind == Scope::Kind::module) return declare_global(name);
    auto& there = outer->symbols[mangled(private_to_, name)];
    there.is_assigned = true;
    if (there.is_declared_global)
      declare_global(name);
    else
      symbol(name).is_declared_nonlocal = true;
  }

  void visit_node(const Lambda& node, const Expression& expression) {
    visit_defaults(node.args);
    const Entered entered(*this, Scope::Kind::lambda, "<lambda>", &expression, expression.range);
    declare(node.args);
    visit(node.body);
  }

  void visit_node(const ListComp& node, const Expression& expression) {
    comprehension(node.generators, {&node.elt}, Scope::Kind::list_comprehension, "<listcomp>", expression);
  }
  void visit_node(const SetComp& node, const Expression& expression) {
    comprehension(node.generators, {&node.elt}, Scope::Kind::set_comprehension, "<setcomp>", expression);
  }
  void visit_node(const DictComp& node, const Expression& expression) {
    comprehension(node.generators, {&node.value, &node.key}, Scope::Kind::dict_comprehension, "<dictcomp>", expression);
  }
  void visit_node(const GeneratorExp& node, const Expression& expression) {
    comprehension(node.generators, {&node.elt}, Scope::Kind::generator, "<genexpr>", expression);
  }

  void comprehension(const std::vector<Comprehension>& generators, std::vector<const Expr*> results, Scope::Kind kind,
                     const char* name, const Expression& expression) {
    visit(generators.front().iter);  // evaluated outside, and handed in as the parameter ".0"
    const Entered entered(*this, kind, name, &expression, expression.range);
    symbol(".0").is_parameter = true;
    for (std::size_t k = 0; k < generators.size(); ++k) {
      visit_target(*generators[k].target);
      if (k) visit(generators[k].iter);
      visit(generators[k].ifs);
    }
    for (const auto* result : results) visit(*result);
  }

  void visit_defaults(const Parameters& parameters) {
    for (const auto& one : parameters.all) visit(one.default_value);
  }
  void declare(const Parameters& parameters) {
    for (const auto& one : parameters.all) symbol(one.name).is_parameter = true;
  }
  void visit_annotation(const OptionalExpr& annotation) {
    if (annotations_are_evaluated_) visit(annotation);
  }

  void visit(const TypeParameters& parameters) {
    for (const auto& one : parameters)
      std::visit(
          [&](const auto& node) {
            auto& own = symbol(node.name);
            own.is_assigned = own.is_type_parameter = true;
            for_each_child(node, [&](const Expression& bound) {
              const Entered entered(*this, Scope::Kind::type_bound, node.name, &bound, bound.range);
              visit(bound);
            });
          },
          one.node);
  }

  void visit_node(const FunctionDef& node, const Statement& statement) {
    assign(node.name);
    visit_defaults(node.args);
    visit(node.decorator_list);
    const auto inner = [&] {
      for (const auto& one : node.args.all) visit_annotation(one.annotation);
      visit_annotation(node.returns);
      const Entered entered(*this, Scope::Kind::function, node.name, &statement, statement.range);
      declare(node.args);
      visit(node.body);
    };
    if (node.type_params.empty()) return inner();
    const Entered entered(*this, Scope::Kind::type_parameters, node.name, &node.type_params, statement.range);
    visit(node.type_params);
    inner();
  }

  void visit_node(const ClassDef& node, const Statement& statement) {
    assign(node.name);
    visit(node.decorator_list);
    const auto outer = private_to_;
    const auto inner = [&] {
      visit(node.bases);
      visit(node.keywords);
      private_to_ = node.name;
      const Entered entered(*this, Scope::Kind::class_body, node.name, &statement, statement.range);
      visit(node.body);
    };
    if (node.type_params.empty()) {
      inner();
    } else {
      const Entered entered(*this, Scope::Kind::type_parameters, node.name, &node.type_params, statement.range);
      private_to_ = node.name;
      visit(node.type_params);
      inner();
    }
    private_to_ = outer;
  }

  void visit_node(const TypeAlias& node, const Statement& statement) {
    const auto& name = as<Name>(*node.name)->id;
    assign(name);
    const auto inner = [&] {
      const Entered entered(*this, Scope::Kind::type_alias, name, &statement, statement.range);
      visit(node.value);
    };
    if (node.type_params.empty()) return inner();
    const Entered entered(*this, Scope::Kind::type_parameters, name, &node.type_params, statement.range);
    visit(node.type_params);
    inner();
  }

  void visit_node(const Assign& node, const Statement&) {
    for (const auto& target : node.targets) visit_target(*target);
    visit(node.value);
  }
  void visit_node(const AugAssign& node, const Statement&) {
    visit_target(*node.target);
    visit(node.value);
  }
  void visit_node(const AnnAssign& node, const Statement&) {
    if (const auto* name = as<Name>(*node.target)) {
      if (node.simple) symbol(name->id).is_annotated = true;
      if (node.simple || node.value) assign(name->id);
    } else {
      visit(node.target);
    }
    visit_annotation(node.annotation);
    visit(node.value);
  }
  void visit_node(const Delete& node, const Statement&) {
    for (const auto& target : node.targets) visit_target(*target);
  }
  void visit_node(const For& node, const Statement&) {
    visit_target(*node.target);
    visit(node.iter);
    visit(node.body);
    visit(node.orelse);
  }
  void visit_node(const With& node, const Statement&) {
    for (const auto& item : node.items) {
      visit(item.context_expr);
      if (item.optional_vars) visit_target(*item.optional_vars);
    }
    visit(node.body);
  }
  void visit_node(const Try& node, const Statement&) {
    visit(node.body);
    visit(node.orelse);
    for (const auto& handler : node.handlers) {
      visit(handler.type);
      if (handler.name) assign(*handler.name);
      visit(handler.body);
    }
    visit(node.finalbody);
  }
  void visit_node(const Import& node, const Statement&) { import(node.names); }
  void visit_node(const ImportFrom& node, const Statement&) { import(node.names); }
  void import(const std::vector<Alias>& names) {
    for (const auto& one : names) {
      const auto& name = one.asname ? *one.asname : one.name;
      if (name != "*") symbol(name.substr(0, name.find('.'))).is_imported = true;
    }
  }
  void visit_node(const Global& node, const Statement&) {
    for (const auto& name : node.names) declare_global(name);
  }
  void visit_node(const Nonlocal& node, const Statement&) {
    for (const auto& name : node.names) symbol(name).is_declared_nonlocal = true;
  }

  SymbolTable& table_;
  Scope* scope_ = nullptr;
  std::string private_to_;
  bool annotations_are_evaluated_ = true;
};

SymbolTable::SymbolTable(const Module& module) {
  SymbolTableBuilder(*this).build(module);
}

}  // namespace dy2stat::ast
