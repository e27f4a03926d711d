// Running passes one after another.
#include "ast/passes/pipeline.hpp"

#include <algorithm>
#include <chrono>

#include "ast/scopes/symbols.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

const NamedPass& pass_called(const std::string& key) {
  std::string known;
  for (const auto& pass : all_passes()) {
    if (pass.key == key) return pass;
    known += (known.empty() ? "" : ", ") + std::string(pass.key);
  }
  throw UnknownPass("there is no pass '" + key + "'; there are " + known);
}

std::vector<const NamedPass*> chosen_passes(const PassChoice& choice) {
  std::vector<const NamedPass*> chosen;
  for (const auto& key : choice.only) pass_called(key);
  for (const auto& pass : all_passes())
    if (choice.only.empty() || std::ranges::count(choice.only, pass.key)) chosen.push_back(&pass);
  if (choice.after.empty()) return chosen;
  const auto* last = &pass_called(choice.after);
  const auto found = std::ranges::find(chosen, last);
  if (found != chosen.end()) chosen.erase(found + 1, chosen.end());
  return chosen;
}

void run_on(Body& body, const NamedPass& pass, Lowering& lowering) {
  for (auto& statement : body) {
    if (auto* function = as<FunctionDef>(statement))
      for_each_function(*function, [&](FunctionDef& one) { pass.run(one, lowering); });
    for_each_body(statement, [&](Body& inner) {
      if (!is<FunctionDef>(statement)) run_on(inner, pass, lowering);
    });
  }
}

// Classes within functions have functions too.
void run_on_classes_within(Body& body, const NamedPass& pass, Lowering& lowering, bool in_function) {
  for (auto& statement : body) {
    if (auto* made = as<ClassDef>(statement); made && in_function) run_on(made->body, pass, lowering);
    const bool defines = in_function || is<FunctionDef>(statement);
    if (is<ClassDef>(statement) && in_function) continue;
    for_each_body(statement, [&](Body& inner) { run_on_classes_within(inner, pass, lowering, defines); });
  }
}

// Calls after(step) after each pass, with the pass's key, its seconds and what it left.
template <class After>
void run_passes(Module& module, const PassChoice& choice, int python_minor, const After& after) {
  using Clock = std::chrono::steady_clock;
  const auto taken = names_in(module);
  auto bound = names_bound_in(module);
  bound.insert(choice.bound_around.begin(), choice.bound_around.end());
  for (const auto* pass : chosen_passes(choice)) {
    PassStep step;
    step.key = pass->key;
    Lowering lowering{taken, step.left, python_minor, bound};
    const auto begin = Clock::now();
    run_on(module.body, *pass, lowering);
    run_on_classes_within(module.body, *pass, lowering, false);
    step.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    after(std::move(step));
  }
}

}  // namespace

const std::vector<NamedPass>& all_passes() {
  static const std::vector<NamedPass> passes{
      {"match_statements", "match becomes if, on the subject in a variable", "match x:\n    case 1: a",
       "subject = x\nif subject == 1: a", lower_match_statements},
      {"f_strings", "f-strings become str.format", "f'{a}: {b!r}'", "'{}: {!r}'.format(a, b)", lower_f_strings},
      {"star_arguments", "arguments that are written out in a tuple or a dict become plain ones",
       "f(*(a, b), **{'c': d})", "f(a, b, c=d)", lower_star_arguments},
      {"augmented_assignment", "attributes and items are changed by way of a variable", "a.b += c",
       "value = a.b\nvalue += c\na.b = value", lower_augmented_assignment},
      {"comprehensions", "comprehensions, and generators that are used up at once, become loops",
       "y = [f(x) for x in xs]", "made = []\nfor x in xs:\n    made.append(f(x))\ny = made", lower_comprehensions},
      {"walrus", "a walrus becomes an assignment before the statement", "if (n := f()) > 1: x", "n = f()\nif n > 1: x",
       lower_walrus},
      {"chained_comparisons", "one comparison each, joined by and", "a < b < c", "a < b and b < c",
       lower_chained_comparisons},
      {"return_statements", "returns in the middle become a flag, and one return at the end", "if c: return x\ny",
       "if c:\n    return_value = x\n    do_return = True\nif not do_return:\n    y\nreturn return_value",
       lower_returns},
      {"break_statements", "breaks become a flag that the loop looks at", "while c:\n    if d: break",
       "do_break = False\nwhile not do_break and c:\n    if d: do_break = True", lower_breaks},
      {"continue_statements", "continues become a flag around the rest of the round", "if c: continue\nx",
       "do_continue = False\nif c:\n    do_continue = True\nif not do_continue:\n    x", lower_continues},
      {"loop_else", "the else clause of a loop comes after it", "while c: a\nelse: b", "while c: a\nb",
       lower_loop_else},
      {"asserts", "asserts become calls", "assert c, m", "ag__.assert_stmt(c, lambda: m)", lower_asserts},
      {"control_flow", "if, while and for become calls, and their bodies functions", "if c: x = 1",
       "def if_body():\n    nonlocal x\n    x = 1\nag__.if_stmt(c, if_body, …)", lower_control_flow},
      {"conditional_expressions", "a if c else b becomes a call", "a if c else b",
       "ag__.if_exp(c, lambda: a, lambda: b)", lower_conditional_expressions},
      {"logical_expressions", "and, or and not become calls", "a and not b", "ag__.and_(a, lambda: ag__.not_(b))",
       lower_logical_expressions},
      {"variables", "a variable that may have no value holds one that says so", "if c: x = 1\nuse(x)",
       "x = ag__.Undefined('x')\nif c: x = 1\nuse(ag__.ld(x))", lower_variables},
  };
  return passes;
}

NamesTaken names_in(const Module& module) {
  NamesTaken taken;
  const auto take_fields = [&](const auto& node) {
    for_each_field(node, [&](std::string_view, const auto& member) {
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (std::is_same_v<Member, Identifier>) taken.insert(member);
      if constexpr (std::is_same_v<Member, OptionalIdentifier>) taken.insert(member.value_or(""));
      if constexpr (std::is_same_v<Member, std::vector<Identifier>>) taken.insert(member.begin(), member.end());
      if constexpr (std::is_same_v<Member, Parameters>)
        for (const auto& one : member.all) taken.insert(one.name);
      if constexpr (std::is_same_v<Member, std::vector<Alias>>)
        for (const auto& one : member) taken.insert(one.asname.value_or(one.name));
      if constexpr (std::is_same_v<Member, std::vector<ExceptHandler>>)
        for (const auto& one : member) taken.insert(one.name.value_or(""));
    });
  };
  walk(module, [&](const auto& node) { std::visit(take_fields, node.node); });
  return taken;
}

NamesTaken names_bound_in(const Module& module) {
  NamesTaken bound;
  const std::function<void(const Scope&)> look = [&](const Scope& scope) {
    for (const auto& [name, symbol] : scope.symbols)
      if (symbol.is_bound()) bound.insert(name);
    for (const auto& child : scope.children) look(*child);
  };
  look(SymbolTable(module).module());
  walk(module, [&](const auto& node) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Statement>)
      if (const auto* import = as<ImportFrom>(node); import && import->names.front().name == "*") bound.insert("*");
  });
  return bound;
}

std::string FreshNames::make(const std::string& wanted) {
  auto& next = next_[wanted];
  while (true) {
    auto name = next == 0 ? wanted : wanted + "_" + std::to_string(next);
    ++next;
    if (!taken_.contains(name) && made_.insert(name).second) return name;
  }
}

void for_each_function(FunctionDef& function, const std::function<void(FunctionDef&)>& visit) {
  const std::function<void(Body&)> within = [&](Body& body) {
    for (auto& statement : body) {
      if (auto* inner = as<FunctionDef>(statement))
        for_each_function(*inner, visit);
      else if (!is<ClassDef>(statement))
        for_each_body(statement, within);
    }
  };
  within(function.body);
  visit(function);
}

std::size_t statements_in(const Module& module) {
  std::size_t count = 0;
  walk(module, [&](const auto& node) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Statement>) ++count;
  });
  return count;
}

void lower(Module& module, const PassChoice& choice, int python_minor) {
  run_passes(module, choice, python_minor, [](PassStep) {});
}

std::vector<PassStep> lower_in_steps(Module& module, const PassChoice& choice, const PrintOptions& options) {
  std::vector<PassStep> steps;
  run_passes(module, choice, options.python_minor, [&](PassStep step) {
    step.statements = statements_in(module);
    step.source = to_source(module, options);
    steps.push_back(std::move(step));
  });
  return steps;
}

}  // namespace dy2stat::ast
