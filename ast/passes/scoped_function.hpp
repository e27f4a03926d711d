// A function with what is known of its names: what the passes that move statements into functions of their own ask.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "ast/passes/pass.hpp"
#include "ast/scopes/data_flow.hpp"

namespace dy2stat::ast {

// Looks at the function alone: what it declares nonlocal, and functions within it, are taken to be variables of a
// function around; a name that it only reads and does not bind may be such or global.
class ScopedFunction {
 public:
  // Takes the function while it lives, and puts it back in the end: addresses of its statements stay. Throws
  // ScopeError.
  explicit ScopedFunction(FunctionDef& function);
  ~ScopedFunction();
  ScopedFunction(const ScopedFunction&) = delete;

  FunctionDef& definition() { return *as<FunctionDef>(statement()); }
  const SymbolTable& table() const { return *table_; }
  const Scope& scope() const { return *scope_; }
  const FlowGraph& graph() const { return graph_; }
  const DataFlow& flow() const { return *flow_; }

  // The nodes of a statement itself, without those in its bodies. There may be several of each kind: `finally` stands
  // in the graph once for each way through it.
  const std::vector<int>& nodes_of(const Statement& statement) const;
  // Also of what is in its bodies.
  std::vector<int> nodes_within(const Statement& statement) const;
  bool is_reachable(const Statement& statement) const;

  // A variable of the function itself, parameters too.
  bool is_own(const std::string& name) const;
  bool is_parameter(const std::string& name) const;
  bool perhaps_unbound_before(const Statement& statement, const std::string& name) const;

 private:
  Statement& statement() { return as<FunctionDef>(module_.body.front())->body.front(); }

  FunctionDef& original_;
  Module module_;  // one function around the function
  std::unique_ptr<SymbolTable> table_;
  const Scope* scope_ = nullptr;
  FlowGraph graph_;
  std::unique_ptr<DataFlow> flow_;
  std::map<const Statement*, std::vector<int>> nodes_;
  std::vector<bool> reachable_;
};

// Plain names only, without "x.y" and "x[0]".
NameSet plain_names(const NameSet& names);

// Whether something in the function (not in those within it) looks at its variables or its frame by other means than
// their names: super(), locals(), eval(), sys._getframe(), stacklevel=….
bool looks_at_its_frame(const Statement& statement);
bool looks_at_its_frame(const Body& body);

// In the statement with what is in its bodies, not in functions within.
bool yields_or_awaits(const Statement& statement);

// After the docstring, if there is one.
Body::iterator after_docstring(Body& body);

}  // namespace dy2stat::ast
