// Building the control-flow graph.
#include "ast/scopes/flow_graph.hpp"

#include <functional>

#include "ast/tree/to_source.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

using Kind = FlowNode::Kind;
using Why = FlowEdge::Why;

// Where control leaves what was built so far: edges that do not yet lead anywhere.
struct Loose {
  int from;
  Why why;
};
using Ends = std::vector<Loose>;

Ends joined(Ends a, const Ends& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

bool is_always_true(const Expression& test) {
  const auto* constant = as<Constant>(test);
  if (!constant) return false;
  if (const auto* truth = std::get_if<bool>(&constant->value)) return *truth;
  const auto* integer = std::get_if<Integer>(&constant->value);
  return integer && integer->digits != "0";
}

bool matches_always(const MatchCase& one) {
  const auto* node = as<MatchAs>(one.pattern);
  return !one.guard && node && !node->pattern;
}

std::string without_colon(std::string text) {
  if (text.ends_with(':')) text.pop_back();
  return text.substr(0, text.find('\n'));
}

class FlowBuilder {
 public:
  explicit FlowBuilder(const SymbolTable& table) : table_(table) {
    make(Kind::entry, nullptr, "entry", {});
    make(Kind::exit, nullptr, "exit", {});
  }

  FlowNode& entry() { return graph_.nodes[FlowGraph::entry]; }

  FlowGraph build(const Body& body) {
    connect(statements(body, {{FlowGraph::entry, Why::next}}), FlowGraph::exit);
    return std::move(graph_);
  }

 private:
  // What a jump out of a statement runs on its way, and where loops' jumps go.
  struct Frame {
    std::function<Ends(Ends)> on_leaving = {};  // empty: nothing
    bool is_loop = false;
    int loop_start = 0;
    Ends* breaks = nullptr;
    int raise_target = -1;  // within the frame
  };

  int make(Kind kind, const Statement* statement, std::string text, Activity activity) {
    graph_.nodes.push_back({kind, statement, std::move(text), std::move(activity), {}});
    return static_cast<int>(graph_.nodes.size()) - 1;
  }
  // Makes a node that follows the ends; within a `try`, an exception leaves it for the handlers.
  int follow(const Ends& ends, Kind kind, const Statement* statement, std::string text, Activity activity) {
    const int node = make(kind, statement, std::move(text), std::move(activity));
    connect(ends, node);
    if (const int target = raise_target(); target >= 0) graph_.nodes[node].next.push_back({target, Why::raised});
    return node;
  }
  void connect(const Ends& ends, int to) {
    for (const auto& end : ends) graph_.nodes[end.from].next.push_back({to, end.why});
  }
  int raise_target() const { return frames_.empty() ? -1 : frames_.back().raise_target; }
  void enter(Frame frame) {
    if (frame.raise_target < 0) frame.raise_target = raise_target();
    frames_.push_back(std::move(frame));
  }

  Ends statements(const Body& body, Ends ends) {
    for (const auto& statement : body) ends = one(statement, std::move(ends));
    return ends;
  }
  Ends one(const Statement& statement, Ends ends) {
    return std::visit([&](const auto& node) { return build_node(node, statement, std::move(ends)); }, statement.node);
  }
  int header(const Statement& statement, const Ends& ends, Activity activity) {
    return follow(ends, Kind::statement, &statement, without_colon(heading(statement)), std::move(activity));
  }
  int header(const Statement& statement, const Ends& ends) {
    return header(statement, ends, activity_of(statement, table_));
  }

  // Goes through the frames from within outwards, as far as `stop` says, and runs what each of them runs when it is
  // left.
  template <class Stop>
  Ends unwind(Ends ends, Stop stop, std::size_t& stopped_at) {
    auto kept = frames_;
    stopped_at = kept.size();
    while (!frames_.empty() && !stop(frames_.back())) {
      const auto frame = std::move(frames_.back());
      frames_.pop_back();
      if (frame.on_leaving) ends = frame.on_leaving(std::move(ends));
    }
    stopped_at = frames_.size();
    frames_ = std::move(kept);
    return ends;
  }

  template <class Node>
  Ends build_node(const Node&, const Statement& statement, Ends ends) {
    return {{header(statement, ends), Why::next}};
  }

  Ends build_node(const Return&, const Statement& statement, Ends ends) {
    const int node = header(statement, ends);
    std::size_t ignored = 0;
    connect(unwind(
                {{node, Why::next}}, [](const Frame&) { return false; }, ignored),
            FlowGraph::exit);
    return {};
  }
  Ends build_node(const Raise&, const Statement& statement, Ends ends) {
    const int node = header(statement, ends);
    if (raise_target() < 0) graph_.nodes[node].next.push_back({FlowGraph::exit, Why::raised});
    return {};
  }
  Ends jump(const Statement& statement, const Ends& ends, bool out_of_loop) {
    const int node = header(statement, ends);
    std::size_t count = 0;
    auto left = unwind(
        {{node, Why::next}}, [](const Frame& frame) { return frame.is_loop; }, count);
    if (!count) return {};  // outside of loops Python refuses it
    auto& loop = frames_[count - 1];
    if (out_of_loop)
      *loop.breaks = joined(*loop.breaks, left);
    else
      connect(left, loop.loop_start);
    return {};
  }
  Ends build_node(const Break&, const Statement& statement, Ends ends) { return jump(statement, ends, true); }
  Ends build_node(const Continue&, const Statement& statement, Ends ends) { return jump(statement, ends, false); }

  Ends build_node(const If& node, const Statement& statement, Ends ends) {
    const int test = header(statement, ends);
    auto taken = statements(node.body, {{test, Why::yes}});
    return joined(std::move(taken), statements(node.orelse, {{test, Why::no}}));
  }

  Ends loop(const Body& body, const Body& orelse, int start, Ends into_body, Ends no_more) {
    Ends breaks;
    enter({.is_loop = true, .loop_start = start, .breaks = &breaks});
    auto again = statements(body, std::move(into_body));
    frames_.pop_back();
    connect(again, start);
    return joined(statements(orelse, std::move(no_more)), breaks);
  }
  Ends build_node(const While& node, const Statement& statement, Ends ends) {
    const int test = header(statement, ends);
    const Ends no_more = is_always_true(*node.test) ? Ends{} : Ends{{test, Why::no}};
    return loop(node.body, node.orelse, test, {{test, Why::yes}}, no_more);
  }
  Ends build_node(const For& node, const Statement& statement, Ends ends) {
    const int iterable = header(statement, ends, activity_of(*node.iter, table_));
    const int round = follow({{iterable, Why::next}}, Kind::round, &statement, "next item", {});
    const int target = follow({{round, Why::yes}}, Kind::target, &statement, to_source(*node.target),
                              activity_of_target(*node.target, table_));
    return loop(node.body, node.orelse, round, {{target, Why::next}}, {{round, Why::no}});
  }

  Ends build_node(const With& node, const Statement& statement, Ends ends) {
    return statements(node.body, {{header(statement, ends), Why::next}});
  }

  Ends build_node(const Match& node, const Statement& statement, Ends ends) {
    Ends done, next{{header(statement, ends, activity_of(*node.subject, table_)), Why::next}};
    for (const auto& one : node.cases) {
      auto activity = activity_of(one.pattern, table_);
      if (one.guard) activity.add(activity_of(*one.guard, table_));
      auto text = "case " + to_source(one.pattern);
      if (one.guard) text += " if " + to_source(*one.guard);
      if (matches_always(one)) activity.perhaps_written.clear();
      const int test = follow(next, Kind::match_case, &statement, text, std::move(activity));
      done = joined(statements(one.body, {{test, Why::yes}}), done);
      next = matches_always(one) ? Ends{} : Ends{{test, Why::no}};
    }
    return joined(done, next);
  }

  Ends build_node(const Try& node, const Statement& statement, Ends ends) {
    if (node.finalbody.empty()) return with_handlers(node, statement, std::move(ends));
    const auto finally = [this, &node](Ends left) { return statements(node.finalbody, std::move(left)); };
    // An exception comes here, runs the last body and goes on outwards.
    const int raised = make(Kind::handlers, &statement, "finally, after an exception", {});
    const auto outer = raise_target();
    enter({.on_leaving = finally, .raise_target = raised});
    auto done = with_handlers(node, statement, std::move(ends));
    frames_.pop_back();
    const auto after = finally({{raised, Why::next}});
    for (const auto& end : after)
      graph_.nodes[end.from].next.push_back({outer < 0 ? FlowGraph::exit : outer, Why::raised});
    return done.empty() ? Ends{} : finally(std::move(done));
  }

  Ends with_handlers(const Try& node, const Statement& statement, Ends ends) {
    if (node.handlers.empty()) return statements(node.orelse, statements(node.body, std::move(ends)));
    const int raised = make(Kind::handlers, &statement, "except", {});
    const auto outer = raise_target();
    enter({.raise_target = raised});
    auto tried = statements(node.body, std::move(ends));
    frames_.pop_back();
    auto done = statements(node.orelse, std::move(tried));
    Ends next{{raised, Why::next}};
    for (const auto& handler : node.handlers) {
      if (next.empty()) break;  // after `except:` Python allows none
      const int test = follow(next, Kind::handler, &statement, text_of(handler), activity_of_handler(handler));
      done = joined(handler_body(handler, statement, {{test, Why::yes}}), done);
      next = handler.type ? Ends{{test, Why::no}} : Ends{};
    }
    for (const auto& end : next) graph_.nodes[end.from].next.push_back({outer < 0 ? FlowGraph::exit : outer, Why::no});
    return done;
  }
  static std::string text_of(const ExceptHandler& handler) {
    return "except" + (handler.type ? " " + to_source(*handler.type) : "") +
           (handler.name ? " as " + *handler.name : "");
  }
  Activity activity_of_handler(const ExceptHandler& handler) {
    auto activity = handler.type ? activity_of(*handler.type, table_) : Activity();
    if (handler.name) activity.written.insert(*handler.name);
    return activity;
  }
  // However its body is left, the name of the exception is deleted.
  Ends handler_body(const ExceptHandler& handler, const Statement& statement, Ends ends) {
    if (!handler.name) return statements(handler.body, std::move(ends));
    const auto unbind = [this, &handler, &statement](const Ends& left) -> Ends {
      if (left.empty()) return {};
      Activity activity;
      activity.deleted.insert(*handler.name);
      return {{follow(left, Kind::unbind, &statement, "del " + *handler.name, std::move(activity)), Why::next}};
    };
    enter({.on_leaving = unbind});
    auto done = statements(handler.body, std::move(ends));
    frames_.pop_back();
    return unbind(done);
  }

  const SymbolTable& table_;
  FlowGraph graph_;
  std::vector<Frame> frames_;
};

}  // namespace

FlowGraph flow_graph(const Module& module, const SymbolTable& table) {
  return FlowBuilder(table).build(module.body);
}

FlowGraph flow_graph(const Statement& definition, const SymbolTable& table) {
  FlowBuilder builder(table);
  if (const auto* made = as<ClassDef>(definition)) return builder.build(made->body);
  const auto* function = as<FunctionDef>(definition);
  for (const auto& one : function->args.all) builder.entry().activity.written.insert(one.name);
  return builder.build(function->body);
}

std::vector<std::vector<int>> FlowGraph::previous() const {
  std::vector<std::vector<int>> before(nodes.size());
  for (std::size_t k = 0; k < nodes.size(); ++k)
    for (const auto& edge : nodes[k].next) before[static_cast<std::size_t>(edge.to)].push_back(static_cast<int>(k));
  return before;
}

std::vector<bool> FlowGraph::reachable() const {
  std::vector<bool> seen(nodes.size());
  std::vector<int> open{entry};
  seen[entry] = true;
  while (!open.empty()) {
    const int node = open.back();
    open.pop_back();
    for (const auto& edge : nodes[static_cast<std::size_t>(node)].next) {
      if (seen[static_cast<std::size_t>(edge.to)]) continue;
      seen[static_cast<std::size_t>(edge.to)] = true;
      open.push_back(edge.to);
    }
  }
  return seen;
}

std::string_view name_of(FlowEdge::Why why) {
  constexpr std::string_view words[] = {"", "yes", "no", "raised"};
  return words[static_cast<int>(why)];
}

std::string to_text(const FlowGraph& graph) {
  std::string text;
  const auto width = std::to_string(graph.nodes.size()).size();
  for (std::size_t k = 0; k < graph.nodes.size(); ++k) {
    const auto number = std::to_string(k);
    text += std::string(width - number.size(), ' ') + number + "  " + graph.nodes[k].text;
    std::string separator = "  -> ";
    for (const auto& edge : graph.nodes[k].next) {
      const std::string why(name_of(edge.why));
      text += separator + (why.empty() ? "" : why + " ") + std::to_string(edge.to);
      separator = ", ";
    }
    text += '\n';
  }
  return text;
}

}  // namespace dy2stat::ast
