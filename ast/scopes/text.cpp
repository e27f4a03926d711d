// Scopes and flow as text.
#include "ast/scopes/text.hpp"

#include "ast/scopes/data_flow.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

const Statement* find_in(const Body& body, const std::string& name, const std::string& prefix) {
  const Statement* found = nullptr;
  for (const auto& statement : body) {
    const auto* function = as<FunctionDef>(statement);
    const auto* made = as<ClassDef>(statement);
    if (function || made) {
      const auto own = prefix + (function ? function->name : made->name);
      if (own == name) found = &statement;
      const auto within = own + (function ? ".<locals>." : ".");
      if (!name.starts_with(own + ".")) continue;
      if (const auto* inner = find_in(function ? function->body : made->body, name, within)) found = inner;
    } else {
      for_each_body(statement, [&](const Body& inner) {
        if (const auto* one = find_in(inner, name, prefix)) found = one;
      });
    }
  }
  return found;
}

std::string list_of(const NameSet& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

void add_line(std::string& text, const char* what, const NameSet& names) {
  if (!names.empty()) text += "       " + std::string(what) + " " + list_of(names) + "\n";
}

void add_scope(std::string& text, const Scope& scope, int depth) {
  constexpr const char* kinds[] = {"module",          "function",      "lambda",        "class",
                                   "comprehension",   "comprehension", "comprehension", "generator",
                                   "type parameters", "type alias",    "type bound"};
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  const auto name = scope.qualified_name.empty() ? "" : " " + scope.qualified_name;
  text += indent + kinds[static_cast<int>(scope.kind)] + name +
          (scope.range.line ? "  line " + std::to_string(scope.range.line) : "") + "\n";
  for (const auto& [symbol_name, symbol] : scope.symbols) {
    text += indent + "  " + symbol_name + "  " + std::string(name_of(symbol.binding));
    const std::pair<bool, const char*> words[] = {{symbol.is_parameter, "parameter"},
                                                  {symbol.is_assigned && !symbol.is_parameter, "assigned"},
                                                  {symbol.is_imported, "imported"},
                                                  {symbol.is_annotated, "annotated"},
                                                  {symbol.is_referenced, "read"},
                                                  {symbol.is_declared_global, "declared global"},
                                                  {symbol.is_declared_nonlocal, "declared nonlocal"}};
    for (const auto& [is_so, word] : words)
      if (is_so) text += std::string(", ") + word;
    text += '\n';
  }
  for (const auto& child : scope.children) add_scope(text, *child, depth + 1);
}

// What others may read at any time: cells and globals of the scope, and of a module or a class every name.
NameSet captured_of(const Scope& scope) {
  NameSet names;
  for (const auto& [name, symbol] : scope.symbols)
    if (!scope.is_function() || (symbol.binding != Binding::local && symbol.is_assigned) ||
        symbol.binding == Binding::cell)
      names.insert(name);
  return names;
}

void add_flows(std::vector<NamedFlow>& flows, const Statement& statement, const SymbolTable& table) {
  if (is<FunctionDef>(statement) || is<ClassDef>(statement)) {
    const auto& scope = *table.scope_of(&statement);
    flows.push_back({scope.qualified_name, flow_graph(statement, table), captured_of(scope)});
  }
  for_each_body(statement, [&](const Body& body) {
    for (const auto& inner : body) add_flows(flows, inner, table);
  });
}

std::string quoted_for_dot(const std::string& text) {
  std::string quoted = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') quoted += '\\';
    quoted += character;
  }
  return quoted + "\"";
}

void add_graph(std::string& dot, const FlowGraph& graph, const std::string& prefix) {
  const auto reachable = graph.reachable();
  for (std::size_t k = 0; k < graph.nodes.size(); ++k) {
    const auto& node = graph.nodes[k];
    const auto id = prefix + std::to_string(k);
    dot += "    " + id + " [label=" + quoted_for_dot(node.text) + (node.statement ? "" : ", shape=ellipse") +
           (reachable[k] ? "" : ", style=dashed") + "];\n";
    for (const auto& edge : node.next) {
      const std::string why(name_of(edge.why));
      dot += "    " + id + " -> " + prefix + std::to_string(edge.to);
      if (!why.empty()) dot += " [label=" + quoted_for_dot(why) + (why == "raised" ? ", style=dotted" : "") + "]";
      dot += ";\n";
    }
  }
}

}  // namespace

const Statement* find_definition(const Module& module, const std::string& qualified_name) {
  return find_in(module.body, qualified_name, "");
}

std::string scopes_text(const Scope& scope) {
  std::string text;
  add_scope(text, scope, 0);
  return text;
}

std::vector<NamedFlow> flows_of(const Module& module, const SymbolTable& table) {
  std::vector<NamedFlow> flows{{"<module>", flow_graph(module, table), captured_of(table.module())}};
  for (const auto& statement : module.body) add_flows(flows, statement, table);
  return flows;
}

std::vector<NamedFlow> flows_of(const Statement& definition, const SymbolTable& table) {
  std::vector<NamedFlow> flows;
  add_flows(flows, definition, table);
  return flows;
}

std::string flow_text(const NamedFlow& flow) {
  const DataFlow data(flow.graph, flow.captured);
  const auto lines = to_text(flow.graph);
  const auto reachable = flow.graph.reachable();
  std::string text;
  std::size_t begin = 0;
  for (std::size_t k = 0; k < flow.graph.nodes.size(); ++k) {
    const auto end = lines.find('\n', begin);
    const auto& activity = flow.graph.nodes[k].activity;
    const int node = static_cast<int>(k);
    text += lines.substr(begin, end + 1 - begin);
    begin = end + 1;
    if (!reachable[k]) {
      text += "       nothing leads here\n";
      continue;
    }
    add_line(text, "reads", activity.read);
    add_line(text, "writes", activity.written);
    add_line(text, "perhaps not", activity.perhaps_written);
    add_line(text, "deletes", activity.deleted);
    add_line(text, "captures", activity.captured);
    if (node == FlowGraph::exit) continue;
    add_line(text, "bound before:", data.surely_bound_before(node));
    add_line(text, "live after:", data.live_after(node));
  }
  return text;
}

std::string to_dot(const std::vector<NamedFlow>& flows) {
  std::string dot = "digraph {\n  node [shape=box, fontname=\"monospace\"];\n";
  for (std::size_t k = 0; k < flows.size(); ++k) {
    const auto number = std::to_string(k);
    dot += "  subgraph cluster_" + number + " {\n    label=" + quoted_for_dot(flows[k].name) + ";\n";
    add_graph(dot, flows[k].graph, "n" + number + "_");
    dot += "  }\n";
  }
  return dot + "}\n";
}

}  // namespace dy2stat::ast
