// From what scopes do with names to what the names are: symtable.c's analyze_block.
#include "ast/scopes/resolve.hpp"

#include <set>

namespace dy2stat::ast {
namespace {

using Names = std::set<std::string>;

// What is known on the way down: the names bound in functions around, and those that are global there.
struct Around {
  Names bound, global;
};

void resolve_name(Scope& scope, const std::string& name, Symbol& symbol, Around& around, Names& local, Names& free) {
  if (symbol.is_declared_global) {
    if (symbol.is_declared_nonlocal) throw ScopeError("name '" + name + "' is nonlocal and global", scope.range);
    symbol.binding = Binding::global;
    around.global.insert(name);
    around.bound.erase(name);
  } else if (symbol.is_declared_nonlocal) {
    if (scope.kind == Scope::Kind::module)
      throw ScopeError("nonlocal declaration not allowed at module level", scope.range);
    if (!around.bound.contains(name)) throw ScopeError("no binding for nonlocal '" + name + "' found", scope.range);
    symbol.binding = Binding::free;
    free.insert(name);
  } else if (symbol.is_bound()) {
    symbol.binding = Binding::local;
    local.insert(name);
    around.global.erase(name);
  } else if (around.bound.contains(name)) {
    symbol.binding = Binding::free;
    free.insert(name);
  } else {
    symbol.binding = Binding::implicit;
  }
}

// Local names that scopes within capture are cells, and free no more.
void make_cells(Scope& scope, Names& free) {
  for (auto& [name, symbol] : scope.symbols)
    if (symbol.binding == Binding::local && free.erase(name)) symbol.binding = Binding::cell;
}

// What scopes within take from further out passes through this one.
void hand_on(Scope& scope, const Names& free, const Names& bound) {
  for (const auto& name : free)
    if (!scope.symbols.contains(name) && bound.contains(name)) scope.symbols[name].binding = Binding::free;
}

// Returns the names that are free in the scope or in those within it.
Names resolve_scope(Scope& scope, Around around) {
  const bool is_class = scope.kind == Scope::Kind::class_body;
  Around within;
  if (is_class) within = around;  // what the class itself declares is not seen within it
  Names local, free;
  for (auto& [name, symbol] : scope.symbols) resolve_name(scope, name, symbol, around, local, free);
  if (is_class) {
    within.bound.insert("__class__");
  } else {
    within = around;
    if (scope.is_function()) within.bound.insert(local.begin(), local.end());
  }
  Names free_within;
  for (auto& child : scope.children) free_within.merge(resolve_scope(*child, within));
  if (scope.is_function()) make_cells(scope, free_within);
  if (is_class) free_within.erase("__class__");
  hand_on(scope, free_within, around.bound);
  free.merge(free_within);
  return free;
}

}  // namespace

void resolve(Scope& module) {
  resolve_scope(module, {});
}

}  // namespace dy2stat::ast
