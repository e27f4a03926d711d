// Scopes, and what statements do with names, as text.
#pragma once

#include <string>
#include <vector>

#include "ast/scopes/flow_graph.hpp"

namespace dy2stat::ast {

// The function or class of this qualified name ("Net.forward", "f.<locals>.g"); null if there is none. A name that is
// defined more than once means the last definition, as in a program.
const Statement* find_definition(const Module& module, const std::string& qualified_name);

// The scope with those within it, indented; a line a name: "  x  cell, parameter, referenced".
std::string scopes_text(const Scope& scope);

// The flow graphs of a definition, and of the functions and classes within it, with what holds in them.
struct NamedFlow {
  std::string name;  // qualified
  FlowGraph graph;
  NameSet captured;  // names that are read from elsewhere too
};
std::vector<NamedFlow> flows_of(const Module& module, const SymbolTable& table);
std::vector<NamedFlow> flows_of(const Statement& definition, const SymbolTable& table);

// One line a node, and below it what it does with names, and which of them are live after it and surely bound before
// it.
std::string flow_text(const NamedFlow& flow);

// All of them as one graph in the language of Graphviz's dot, each in a box of its own. What nothing leads to is
// dashed.
std::string to_dot(const std::vector<NamedFlow>& flows);

}  // namespace dy2stat::ast
