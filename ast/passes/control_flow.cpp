// control_flow: if, while and for become calls, and their bodies functions that share the variables around.
//
//     while c():            def get_state():
//         x = f(x)              return (x,)
//                           def set_state(state):
//                               nonlocal x
//                               (x,) = state
//                           def loop_test():
//                               return c()
//                           def loop_body():
//                               nonlocal x
//                               x = f(x)
//                           ag__.while_stmt(loop_test, loop_body, get_state, set_state, ("x",), {})
//
//     if c: …  else: …      ag__.if_stmt(c, if_body, else_body, get_state, set_state, ("x",), 1)
//     for a in b: …         ag__.for_stmt(b, None, loop_body, get_state, set_state, ("x",), {})
//
// The state are the variables that the statement assigns and that are read afterwards, or in a later round. A variable
// that may have no value yet holds ag__.Undefined. A statement stays as it is where a jump leads out of it (the passes
// for jumps come before), where it yields or awaits, or looks at its frame; so does an unreachable one.
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "ast/passes/deferring.hpp"
#include "ast/passes/jumps.hpp"
#include "ast/passes/undefined_names.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool is_a_loop(const Statement& statement) {
  return is<For>(statement) || is<While>(statement);
}

bool is_return_statement(const Statement& statement) {
  return is<Return>(statement);
}
bool is_loop_jump(const Statement& statement) {
  return is<Break>(statement) || is<Continue>(statement);
}

bool jumps_out(const Body& body) {
  return has_jump(body, is_return_statement, true) || has_jump(body, is_loop_jump, false);
}

// `for x in ag__.until(y, lambda: stop)`, as break_statements writes it: what is asked, or null.
Lambda* stop_of(For& loop) {
  auto* call = as<Call>(*loop.iter);
  const auto* function = call ? as<Attribute>(*call->func) : nullptr;
  const auto* of = function ? as<Name>(*function->value) : nullptr;
  return of && of->id == runtime_name && function->attr == "until" ? as<Lambda>(*call->args[1]) : nullptr;
}

// What a statement becomes, found out before anything is moved.
struct Plan {
  NameSet body, orelse, header;    // what its bodies assign or delete, and its test, its target
  std::vector<std::string> state;  // those of them that are read later
  std::size_t outputs = 0;         // as many of them, first, are read after the statement
};

class ControlFlowPlanner {
 public:
  ControlFlowPlanner(ScopedFunction& scoped, Lowering& lowering) : scoped_(scoped), lowering_(lowering) {
    for (const auto& node : scoped.graph().nodes)
      if (node.kind == FlowNode::Kind::unbind) handled_.merge(NameSet(node.activity.deleted));
  }

  std::map<const Statement*, Plan> plans;
  NameSet undefined;  // variables that may have no value where it matters

  void plan(const Body& body) {
    for (const auto& statement : body) {
      if (is<FunctionDef>(statement) || is<ClassDef>(statement)) continue;
      for_each_body(statement, [&](const Body& inner) { plan(inner); });
      if (!is<If>(statement) && !is_a_loop(statement)) continue;
      if (const char* why = why_not(statement))
        lowering_.left.push_back("line " + std::to_string(statement.range.line) + ": " + why);
      else
        plan(statement);
    }
  }

 private:
  const char* why_not(const Statement& statement) const {
    if (!scoped_.is_reachable(statement)) return "nothing leads here";
    if (looks_at_its_frame(statement)) return "code that looks at its frame (super(), locals(), stacklevel=)";
    const auto* test = as<If>(statement);
    const auto* loop = as<For>(statement);
    if (loop && loop->is_async) return "an async for";
    const auto in_bodies = [&](auto&& has) {
      bool found = false;
      for_each_body(statement, [&](const Body& body) { found = found || std::ranges::any_of(body, has); });
      return found;
    };
    const bool yields = test || loop ? in_bodies([](const Statement& one) { return yields_or_awaits(one); })
                                     : yields_or_awaits(statement);
    if (yields) return "yield or await in a body";
    bool jumps = false;
    for_each_body(statement, [&](const Body& body) { jumps = jumps || jumps_out(body); });
    if (jumps) return "a jump out of a body";
    if (!test && !(loop ? loop->orelse : as<While>(statement)->orelse).empty()) return "the else clause of a loop";
    return nullptr;
  }

  // The nodes outside that something may follow after one of these.
  std::set<int> exits_of(const std::vector<int>& nodes) const {
    const std::set<int> inside(nodes.begin(), nodes.end());
    std::set<int> exits;
    for (const int node : nodes)
      for (const auto& edge : scoped_.graph().nodes[static_cast<std::size_t>(node)].next)
        if (!inside.contains(edge.to)) exits.insert(edge.to);
    return exits;
  }

  template <class Nodes>
  bool is_live_before_any(const Nodes& nodes, const std::string& name) const {
    return std::ranges::any_of(nodes, [&](int node) { return scoped_.flow().is_live_before(node, name); });
  }

  void plan(const Statement& statement) {
    Plan made;
    Activity within;
    const auto assigned = [&](const Activity& activity) {
      NameSet names;
      for (const auto* some : {&activity.written, &activity.deleted, &activity.annotated})
        names.merge(plain_names(*some));
      within.add(activity);
      return names;
    };
    for_each_body(statement, [&](const Body& body) {
      const bool is_else = is<If>(statement) && &body == &as<If>(statement)->orelse;
      (is_else ? made.orelse : made.body).merge(assigned(activity_within(body, scoped_.table())));
    });
    if (is_a_loop(statement)) made.header = assigned(activity_of(statement, scoped_.table()));
    auto shared = made.body;
    shared.insert(made.orelse.begin(), made.orelse.end());
    shared.insert(made.header.begin(), made.header.end());
    const auto nodes = scoped_.nodes_within(statement);
    const auto exits = exits_of(nodes);
    for (const auto& name : shared)
      if (is_live_before_any(exits, name)) made.state.push_back(name);
    made.outputs = made.state.size();
    if (is_a_loop(statement))
      for (const auto& name : shared)
        if (is_live_before_any(scoped_.nodes_of(statement), name) && !is_live_before_any(exits, name))
          made.state.push_back(name);
    for (const auto& name : made.state)
      if (handled_.contains(name))
        return lowering_.left.push_back("line " + std::to_string(statement.range.line) +
                                        ": the name of an except clause, which is read later");
    note_undefined(statement, shared, within, nodes);
    plans.emplace(&statement, std::move(made));
  }

  static NameSet read_at(const FlowNode& node) {
    auto names = plain_names(node.activity.read);
    names.merge(names_deferred_at(node));
    return names;
  }

  void note_undefined(const Statement& statement, const NameSet& shared, const Activity& within,
                      const std::vector<int>& nodes) {
    for (const auto& name : shared)
      if (scoped_.is_own(name) && (within.deleted.contains(name) || scoped_.perhaps_unbound_before(statement, name)))
        undefined.insert(name);
    for (const int node : nodes)
      for (const auto& name : read_at(scoped_.graph().nodes[static_cast<std::size_t>(node)]))
        if (scoped_.is_own(name) && scoped_.flow().perhaps_unbound_before(node, name)) undefined.insert(name);
  }

  ScopedFunction& scoped_;
  Lowering& lowering_;
  NameSet handled_;  // names of except clauses, which end with them
};

class ControlFlowWriter {
 public:
  ControlFlowWriter(ScopedFunction& scoped, const ControlFlowPlanner& planner, UndefinedNames& undefined,
                    const NamesTaken& taken)
      : scoped_(scoped), planner_(planner), undefined_(undefined), names_(taken), state_(names_.make("state")) {}

  // `moved`: the statements will be in a function of their own.
  Body written(Body& body, bool moved) {
    Body made;
    for (auto& statement : body) write(statement, made, moved);
    return made;
  }

  // Declarations, which hold in the whole function, at its begin.
  Body declarations(Range range) const {
    Body made;
    if (!globals_.empty()) made.push_back(build::statement(Global{{globals_.begin(), globals_.end()}}, range));
    if (!nonlocals_.empty()) made.push_back(build::statement(Nonlocal{{nonlocals_.begin(), nonlocals_.end()}}, range));
    return made;
  }

 private:
  void write(Statement& statement, Body& made, bool moved) {
    const auto found = planner_.plans.find(&statement);
    const auto* plan = found == planner_.plans.end() ? nullptr : &found->second;
    if (const auto* node = as<Global>(statement)) return globals_.insert(node->names.begin(), node->names.end());
    if (const auto* node = as<Nonlocal>(statement)) return nonlocals_.insert(node->names.begin(), node->names.end());
    if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
      for_each_body(statement, [&](Body& inner) { inner = written(inner, moved || plan); });
    for (auto& one : undefined_.taken(statement)) {
      if (moved && is<AnnAssign>(one) && is<Name>(*as<AnnAssign>(one)->target))
        without_annotation(one, made);
      else if (plan && (is<If>(one) || is_a_loop(one)))
        lower(one, *plan, made);
      else
        made.push_back(std::move(one));
    }
  }

  // A variable that is declared nonlocal cannot be annotated.
  static void without_annotation(Statement& statement, Body& made) {
    auto& node = *as<AnnAssign>(statement);
    if (node.value)
      made.push_back(build::statement(Assign{{std::move(node.target)}, std::move(node.value), {}}, statement.range));
  }

  void lower(Statement& statement, const Plan& plan, Body& made) {
    range_ = statement.range;
    const auto state = state_functions(plan, made);
    if (auto* node = as<If>(statement)) return lower_if(*node, plan, state, made);
    if (auto* node = as<While>(statement)) return lower_while(*node, plan, state, made);
    lower_for(*as<For>(statement), plan, state, made);
  }

  struct StateFunctions {
    std::string get, set;
  };

  StateFunctions state_functions(const Plan& plan, Body& made) {
    const StateFunctions functions{names_.make("get_state"), names_.make("set_state")};
    Exprs values, targets;
    for (const auto& name : plan.state) {
      values.push_back(build::name(name));
      targets.push_back(build::name(name));
    }
    made.push_back(function(functions.get, {}, {build::statement(Return{build::tuple(std::move(values))}, range_)}));
    auto setting = declarations_of({plan.state.begin(), plan.state.end()});
    if (!plan.state.empty())
      setting.push_back(build::statement(Assign{{build::tuple(std::move(targets))}, build::name(state_), {}}, range_));
    made.push_back(function(functions.set, {state_}, std::move(setting)));
    return functions;
  }

  void lower_if(If& node, const Plan& plan, const StateFunctions& state, Body& made) {
    const auto body = names_.make("if_body"), orelse = names_.make("else_body");
    const auto range = node.test->range;
    made.push_back(function(body, {}, with_declarations(plan.body, std::move(node.body))));
    made.push_back(function(orelse, {}, with_declarations(plan.orelse, std::move(node.orelse))));
    call("if_stmt",
         {std::move(node.test), build::name(body), build::name(orelse), build::name(state.get), build::name(state.set),
          state_names(plan), build::integer(static_cast<long long>(plan.outputs))},
         range, made);
  }

  void lower_while(While& node, const Plan& plan, const StateFunctions& state, Body& made) {
    const auto test = names_.make("loop_test"), body = names_.make("loop_body");
    const auto range = node.test->range;
    Body testing{build::statement(Return{std::move(node.test)}, range)};
    made.push_back(function(test, {}, with_declarations(plan.header, std::move(testing))));
    made.push_back(function(body, {}, with_declarations(plan.body, std::move(node.body))));
    call("while_stmt",
         {build::name(test), build::name(body), build::name(state.get), build::name(state.set), state_names(plan),
          build::expression(Dict{})},
         range, made);
  }

  void lower_for(For& node, const Plan& plan, const StateFunctions& state, Body& made) {
    const auto body = names_.make("loop_body"), item = names_.make("item");
    const auto range = node.iter->range;
    Expr extra_test = build::none();
    if (auto* stop = stop_of(node)) {
      const auto test = names_.make("extra_test");
      made.push_back(function(test, {}, {build::statement(Return{build::negation(std::move(stop->body))}, range)}));
      extra_test = build::name(test);
      node.iter = std::move(as<Call>(*node.iter)->args[0]);
    }
    Body round{build::statement(Assign{{std::move(node.target)}, build::name(item), {}}, range_)};
    std::ranges::move(node.body, std::back_inserter(round));
    auto names = plan.body;
    names.insert(plan.header.begin(), plan.header.end());
    made.push_back(function(body, {item}, with_declarations(names, std::move(round))));
    call("for_stmt",
         {std::move(node.iter), std::move(extra_test), build::name(body), build::name(state.get),
          build::name(state.set), state_names(plan), build::expression(Dict{})},
         range, made);
  }

  static void call(const char* name, Exprs arguments, Range range, Body& made) {
    made.push_back(build::statement(ExpressionStatement{runtime_call(name, std::move(arguments), range)}, range));
  }

  Statement function(const std::string& name, const std::vector<std::string>& parameters, Body body) const {
    FunctionDef made;
    made.name = name;
    for (const auto& one : parameters) {
      Parameter parameter;
      parameter.name = one;
      made.args.all.push_back(std::move(parameter));
    }
    made.body = std::move(body);
    return build::statement(std::move(made), range_);
  }

  Body declarations_of(const NameSet& names) const {
    std::vector<Identifier> shared, global;
    for (const auto& name : names) {
      const auto* symbol = scoped_.scope().find(name);
      (symbol && symbol->binding == Binding::global ? global : shared).push_back(name);
    }
    Body made;
    if (!global.empty()) made.push_back(build::statement(Global{std::move(global)}, range_));
    if (!shared.empty()) made.push_back(build::statement(Nonlocal{std::move(shared)}, range_));
    return made;
  }

  Body with_declarations(const NameSet& names, Body body) const {
    auto made = declarations_of(names);
    std::ranges::move(body, std::back_inserter(made));
    return made;
  }

  static Expr state_names(const Plan& plan) {
    Exprs names;
    for (const auto& name : plan.state) names.push_back(build::text(name));
    return build::tuple(std::move(names));
  }

  ScopedFunction& scoped_;
  const ControlFlowPlanner& planner_;
  UndefinedNames& undefined_;
  FreshNames names_;
  std::string state_;  // the parameter of what assigns the state
  NameSet globals_, nonlocals_;
  Range range_;  // of the statement that is lowered
};

void lower_control_flow_of(ScopedFunction& scoped, Lowering& lowering) {
  auto& body = scoped.definition().body;
  if (looks_at_its_frame(body)) {
    lowering.left.push_back("line " + std::to_string(body.front().range.line) +
                            ": a function that looks at its frame (super(), locals(), stacklevel=)");
    return;
  }
  ControlFlowPlanner planner(scoped, lowering);
  planner.plan(body);
  if (planner.plans.empty()) return;
  UndefinedNames undefined(scoped, planner.undefined, lowering.python_minor);
  if (const char* why = undefined.why_not()) {
    lowering.left.push_back("line " + std::to_string(body.front().range.line) + ": " + why);
    return;
  }
  const auto range = body.front().range;
  ControlFlowWriter writer(scoped, planner, undefined, lowering.taken);
  body = writer.written(body, false);
  auto first = writer.declarations(range);
  std::ranges::move(undefined.definitions(range), std::back_inserter(first));
  body.insert(after_docstring(body), std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()));
}

}  // namespace

void lower_control_flow(FunctionDef& function, Lowering& lowering) {
  try {
    ScopedFunction scoped(function);
    lower_control_flow_of(scoped, lowering);
  } catch (const ScopeError& error) {
    lowering.left.push_back("line " + std::to_string(error.range.line) + ": " + error.what());
  }
}

}  // namespace dy2stat::ast
