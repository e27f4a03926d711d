// From what scopes do with names to what the names are: symtable.c's analyze_block.
#include "ast/scopes/resolve.hpp"

#include <set>

namespace dy2stat::ast {
namespace {

using Names = std::set<std::string>;

// The names bound in functions around a scope: what each of them binds, and what it declares global and so hides. A
// chain, since a function with a thousand names may have a thousand functions within.
struct Around {
  const Around* further_out = nullptr;
  Names bound, hidden;

  bool binds(const std::string& name) const {
    for (const auto* one = this; one; one = one->further_out) {
      if (one->bound.contains(name)) return true;
      if (one->hidden.contains(name)) return false;
    }
    return false;
  }
};

// What the scope's own names are; `here` takes what it declares global, `local` and `free` those that are so.
void resolve_name(Scope& scope, const std::string& name, Symbol& symbol, Around& here, Names& local, Names& free) {
  const auto is_bound_around = [&] { return here.further_out->binds(name); };
  if (symbol.is_declared_global) {
    if (symbol.is_declared_nonlocal) throw ScopeError("name '" + name + "' is nonlocal and global", scope.range);
    symbol.binding = Binding::global;
    here.hidden.insert(name);
  } else if (symbol.is_declared_nonlocal) {
    if (scope.kind == Scope::Kind::module)
      throw ScopeError("nonlocal declaration not allowed at module level", scope.range);
    if (!is_bound_around()) throw ScopeError("no binding for nonlocal '" + name + "' found", scope.range);
    symbol.binding = Binding::free;
    free.insert(name);
  } else if (symbol.is_bound()) {
    symbol.binding = Binding::local;
    local.insert(name);
  } else if (is_bound_around()) {
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
void hand_on(Scope& scope, const Names& free, const Around& here) {
  for (const auto& name : free)
    if (!scope.symbols.contains(name) && here.binds(name)) scope.symbols[name].binding = Binding::free;
}

// Returns the names that are free in the scope or in those within it.
Names resolve_scope(Scope& scope, const Around& around) {
  Around here{&around, {}, {}};
  Names local, free;
  for (auto& [name, symbol] : scope.symbols) resolve_name(scope, name, symbol, here, local, free);
  Around within = here;
  if (scope.kind == Scope::Kind::class_body)
    within = {&around, {"__class__"}, {}};  // what the class itself declares is not seen within it
  else if (scope.is_function())
    within.bound = std::move(local);
  Names free_within;
  for (auto& child : scope.children) free_within.merge(resolve_scope(*child, within));
  if (scope.is_function()) make_cells(scope, free_within);
  if (scope.kind == Scope::Kind::class_body) free_within.erase("__class__");
  hand_on(scope, free_within, here);
  free.merge(free_within);
  return free;
}

}  // namespace

void resolve(Scope& module) {
  resolve_scope(module, {});
}

}  // namespace dy2stat::ast
