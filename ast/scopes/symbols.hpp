// Symbol tables: the scopes of a program, and what every name in each of them is, exactly as CPython sees it.
//
// The rules are those of CPython's symtable.c: `global` and `nonlocal`, class bodies that their functions do not see
// into, comprehensions with a scope of their own whose first iterable is evaluated outside, := that binds outside of
// them,
// __private names, the implicit __class__, type parameters (PEP 695), annotations that are not evaluated.
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// What a name is in a scope.
enum class Binding {
  local,     // bound here, or would be
  cell,      // bound here and captured by a scope within
  free,      // bound in a function around
  global,    // by a `global` statement
  implicit,  // a global or builtin name, because nothing around binds it
};
std::string_view name_of(Binding binding);

struct Symbol {
  Binding binding = Binding::implicit;
  bool is_parameter = false, is_assigned = false, is_imported = false, is_annotated = false, is_referenced = false;
  bool is_declared_global = false, is_declared_nonlocal = false, is_type_parameter = false;
  bool is_bound() const { return is_parameter || is_assigned || is_imported; }
};

struct Scope {
  enum class Kind {
    module,
    function,
    lambda,
    class_body,
    list_comprehension,
    set_comprehension,
    dict_comprehension,
    generator,
    type_parameters,
    type_alias,
    type_bound  // a bound or a default of a type parameter
  };
  Kind kind;
  std::string name;            // "forward", "<lambda>", "<listcomp>", "<module>"
  std::string qualified_name;  // "Net.forward.<locals>.<lambda>", as __qualname__; that of a module is empty
  const void* node = nullptr;  // the Expression or Statement, in the tree that was analysed, or the Module
  Range range;
  Scope* parent = nullptr;
  std::map<std::string, Symbol> symbols;  // by name, private names mangled
  std::vector<std::unique_ptr<Scope>> children;

  bool is_function() const { return kind != Kind::module && kind != Kind::class_body; }
  bool is_comprehension() const { return kind >= Kind::list_comprehension && kind <= Kind::generator; }
  // The name's symbol as it is written in this scope (private names unmangled); null if the name does not occur.
  const Symbol* find(const std::string& written) const;
  std::string private_to;  // the class around, whose private names are mangled; empty outside
};

// The tree must outlive it and keep its place.
class SymbolTable {
 public:
  // Throws ScopeError.
  explicit SymbolTable(const Module& module);
  SymbolTable(SymbolTable&&) = default;

  const Scope& module() const { return *module_; }
  // The scope that an Expression or a Statement makes; for a function with type parameters, the function's own. Null if
  // it makes none.
  const Scope* scope_of(const void* node) const;

 private:
  friend class SymbolTableBuilder;
  std::unique_ptr<Scope> module_;
  std::unordered_map<const void*, const Scope*> by_node_;
};

// What Python refuses when it compiles, and not yet when it parses: "no binding for nonlocal 'x' found".
class ScopeError : public std::runtime_error {
 public:
  ScopeError(const std::string& what, Range range) : std::runtime_error(what), range(range) {}
  Range range;
};

// __name in class Net is _Net__name. `class_name` is empty outside of classes.
std::string mangled(const std::string& class_name, const std::string& name);

}  // namespace dy2stat::ast
