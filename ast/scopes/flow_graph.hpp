// The control-flow graph of a function, a class body or a module: what may run after what.
//
// `finally` bodies stand in it once for each way through them, as CPython compiles them. Exceptions are edges only
// within `try`, from everything there, and from `raise`: elsewhere they leave the function. A `with` is taken to hand
// exceptions on (what contextlib.suppress does cannot be seen in the source).
#pragma once

#include <string>
#include <vector>

#include "ast/scopes/activity.hpp"

namespace dy2stat::ast {

struct FlowEdge {
  enum class Why { next, yes, no, raised };
  int to;
  Why why = Why::next;
  bool operator==(const FlowEdge&) const = default;
};

struct FlowNode {
  enum class Kind {
    entry,      // parameters are written here
    exit,       // by return, at the end, or by an exception
    statement,  // as a whole, or what a compound one evaluates first: a test, an iterable, the items of `with`
    round,      // of a `for`: is there another item?
    target,     // of a `for`: the item is assigned
    handlers,   // an exception arrives at a `try`
    handler,    // does this `except` catch it?
    unbind,     // the name of an `except` is deleted at its end
    match_case  // does this `case` match?
  };
  Kind kind = Kind::statement;
  const Statement* statement = nullptr;  // that it is a part of; null at entry and exit
  std::string text;                      // one line of Python: "if x > 0", "for x in y"
  Activity activity;
  std::vector<FlowEdge> next;
};

struct FlowGraph {
  static constexpr int entry = 0, exit = 1;
  std::vector<FlowNode> nodes;
  std::vector<std::vector<int>> previous() const;  // by node
  std::vector<bool> reachable() const;             // by node
};

// Of a FunctionDef's or ClassDef's body; the table is that of its tree.
FlowGraph flow_graph(const Statement& definition, const SymbolTable& table);
FlowGraph flow_graph(const Module& module, const SymbolTable& table);

std::string_view name_of(FlowEdge::Why why);  // "", "yes", "no", "raised"

// One line a node: "  3  if x > 0   yes 4, no 6".
std::string to_text(const FlowGraph& graph);

}  // namespace dy2stat::ast
