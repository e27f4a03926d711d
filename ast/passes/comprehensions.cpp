// comprehensions: loops.
//
//     y = [f(x) for x in xs if x]      made = []
//                                      for x in xs:
//                                          if x:
//                                              made.append(f(x))
//                                      y = made
//
//     any(f(x) for x in xs)            found = False
//                                      for x in xs:
//                                          if f(x):
//                                              found = True
//                                              break
//
// Generator expressions become loops where a builtin at once goes through all of them: any, all, list, tuple, set,
// sorted,
// "".join, and sum (before Python 3.12, whose sum of floats is not what + makes of them). Others are lazy and stay. So
// does a comprehension with a lambda or a generator in it, which keeps the variables of its own round, and one that is
// perhaps not evaluated. A loop variable that the function has another use for gets a new name.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "ast/passes/deferring.hpp"
#include "ast/passes/hoisting.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

using Generators = std::vector<Comprehension>;

// What goes through all of a generator at once.
enum class Consumer { any, all, sum, list, tuple, set, sorted, join };

template <class Node, class Look>
void look_everywhere(const Node& node, Look look) {
  const auto visit = [&](const auto& one) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, Expression>) look(one);
  };
  visit(node);
  walk(node, visit);
}

void count_names(const Expression& expression, std::map<std::string, int>& counts) {
  look_everywhere(expression, [&](const Expression& one) {
    if (const auto* name = as<Name>(one)) ++counts[name->id];
  });
}

class ComprehensionLowering {
 public:
  ComprehensionLowering(FunctionDef& function, Lowering& lowering)
      : function_(function),
        lowering_(lowering),
        names_(lowering.taken),
        hoister_(function, lowering, names_,
                 {[this](const Expression& expression) { return wants(expression); },
                  [this](Expr part, Body& before) { return take_out(std::move(part), before); },
                  "a comprehension that is perhaps not evaluated, or is after what cannot be kept"}) {}

  void lower() {
    count_uses();
    hoister_.hoist(function_.body);
  }

 private:
  void count_uses() {
    const auto count = [&](const auto& node) {
      using Node = std::remove_cvref_t<decltype(node)>;
      if constexpr (std::is_same_v<Node, Expression>) {
        if (const auto* name = as<Name>(node)) ++uses_[name->id];
        if (const auto* lambda = as<Lambda>(node))
          for (const auto& one : lambda->args.all) ++uses_[one.name];
      }
      if constexpr (std::is_same_v<Node, Statement>) {
        for_each_field_name(node);
      }
    };
    for (const auto& one : function_.args.all) ++uses_[one.name];
    for (const auto& statement : function_.body) {
      count(statement);
      walk(statement, count);
    }
  }
  // Names that are no expressions: of functions, imports, handlers, declarations.
  void for_each_field_name(const Statement& statement) {
    const Module alone{{statement}};
    if (is<FunctionDef>(statement) || is<ClassDef>(statement) || is<Import>(statement) || is<ImportFrom>(statement) ||
        is<Try>(statement) || is<Global>(statement) || is<Nonlocal>(statement) || is<Match>(statement))
      for (const auto& name : names_in(alone)) uses_[name] += 2;
  }

  bool wants(const Expression& expression) const {
    if (is<ListComp>(expression) || is<SetComp>(expression) || is<DictComp>(expression))
      return can_be_a_loop(expression);
    const auto* call = as<Call>(expression);
    if (!call || !consumer_of(*call)) return false;
    const auto& generator = *call->args.front();
    return can_be_a_loop(generator) && !mentions(generator, "next");  // what it raises ends a generator otherwise
  }

  static bool mentions(const Expression& expression, const std::string& wanted) {
    bool found = false;
    look_everywhere(expression, [&](const Expression& one) {
      if (const auto* name = as<Name>(one)) found = found || name->id == wanted;
    });
    return found;
  }

  bool is_builtin(const Expression& expression, const char* wanted) const {
    const auto* name = as<Name>(expression);
    return name && name->id == wanted && !lowering_.bound.contains(wanted) && !lowering_.bound.contains("*");
  }

  std::optional<Consumer> consumer_of(const Call& call) const {
    if (call.args.size() != 1 || !is<GeneratorExp>(*call.args.front())) return {};
    const auto is_calm = [](const Keyword& one) {
      return is<Name>(*one.value) || is<Constant>(*one.value) || is<Lambda>(*one.value);
    };
    if (is_builtin(*call.func, "sorted") && std::ranges::all_of(call.keywords, is_calm)) return Consumer::sorted;
    if (!call.keywords.empty()) return {};
    const std::pair<const char*, Consumer> named[] = {{"any", Consumer::any},     {"all", Consumer::all},
                                                      {"list", Consumer::list},   {"set", Consumer::set},
                                                      {"tuple", Consumer::tuple}, {"sum", Consumer::sum}};
    for (const auto& [name, consumer] : named)
      if (is_builtin(*call.func, name) && (consumer != Consumer::sum || lowering_.python_minor < 12)) return consumer;
    const auto* join = as<Attribute>(*call.func);
    const auto* text = join && join->attr == "join" ? as<Constant>(*join->value) : nullptr;
    if (text && std::holds_alternative<std::string>(text->value)) return Consumer::join;
    return {};
  }

  static bool can_be_a_loop(const Expression& comprehension) {
    bool can = true;
    std::visit(
        [&](const auto& node) {
          if constexpr (requires { node.generators; })
            for (const auto& one : node.generators) can = can && !one.is_async;
        },
        comprehension.node);
    walk(comprehension, [&](const auto& one) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, Expression>)
        can = can && !is<Lambda>(one) && !is<GeneratorExp>(one) && !is<Await>(one);
    });
    for (const char* name : {"locals", "vars", "dir", "eval", "exec"}) can = can && !mentions(comprehension, name);
    return can;
  }

  Expr take_out(Expr part, Body& before) {
    range_ = part->range;
    if (auto* node = as<ListComp>(*part)) return taken_list(node->elt, node->generators, before);
    if (auto* node = as<SetComp>(*part)) return taken_set(node->elt, node->generators, before);
    if (auto* node = as<DictComp>(*part)) return taken_dict(*node, before);
    auto& call = *as<Call>(*part);
    const auto consumer = *consumer_of(call);
    auto& generator = *as<GeneratorExp>(*call.args.front());
    switch (consumer) {
      case Consumer::any:
        return taken_search(generator, "found", false, before);
      case Consumer::all:
        return taken_search(generator, "holds", true, before);
      case Consumer::sum:
        return taken_sum(generator, before);
      case Consumer::set:
        return taken_set(generator.elt, generator.generators, before);
      default:
        break;
    }
    auto made = taken_list(generator.elt, generator.generators, before);
    if (consumer == Consumer::list) return made;
    call.args.front() = std::move(made);
    return part;
  }

  Expr taken_list(Expr& elt, Generators& generators, Body& before) {
    const auto made = names_.make("made");
    before.push_back(set_to(made, at(build::expression(List{})), range_));
    prepare(generators, {&elt});
    loops(generators, {method_call(made, "append", std::move(elt))}, before);
    return at(build::name(made));
  }

  // The name `set` may mean something else: {*()}.
  Expr taken_set(Expr& elt, Generators& generators, Body& before) {
    const auto made = names_.make("made");
    before.push_back(set_to(made, at(build::expression(Set{{build::expression(Starred{build::tuple({})})}})), range_));
    prepare(generators, {&elt});
    loops(generators, {method_call(made, "add", std::move(elt))}, before);
    return at(build::name(made));
  }

  // The key is evaluated before the value, in an assignment after it.
  Expr taken_dict(DictComp& node, Body& before) {
    const auto made = names_.make("made"), key = names_.make("key");
    before.push_back(set_to(made, at(build::expression(Dict{})), range_));
    prepare(node.generators, {&node.key, &node.value});
    Body round{set_to(key, std::move(node.key), range_)};
    auto item = at(build::expression(Subscript{build::name(made), build::name(key)}));
    round.push_back(build::statement(Assign{{std::move(item)}, std::move(node.value), {}}, range_));
    loops(node.generators, std::move(round), before);
    return at(build::name(made));
  }

  Expr taken_sum(GeneratorExp& node, Body& before) {
    const auto total = names_.make("total");
    before.push_back(set_to(total, at(build::integer(0)), range_));
    prepare(node.generators, {&node.elt});
    auto sum = at(build::expression(BinOp{build::name(total), BinaryOperator::Add, std::move(node.elt)}));
    loops(node.generators, {set_to(total, std::move(sum), range_)}, before);
    return at(build::name(total));
  }

  // any looks for what is true, all for what is not.
  Expr taken_search(GeneratorExp& node, const char* wanted, bool all, Body& before) {
    const auto flag = names_.make(wanted);
    before.push_back(set_to(flag, at(build::truth(all)), range_));
    prepare(node.generators, {&node.elt});
    auto test = all ? at(build::negation(std::move(node.elt))) : std::move(node.elt);
    Body then{set_to(flag, at(build::truth(!all)), range_), build::statement(Break{}, range_)};
    auto decided = all ? at(build::negation(build::name(flag))) : at(build::name(flag));
    loops(node.generators, {build::statement(If{std::move(test), std::move(then), {}}, range_)}, before, decided);
    return at(build::name(flag));
  }

  Statement method_call(const std::string& name, const char* method, Expr argument) {
    auto call = at(build::call(at(build::attribute(at(build::name(name)), method)), {std::move(argument)}));
    return build::statement(ExpressionStatement{std::move(call)}, range_);
  }

  // The loops around `round`, the outermost into `before`. An outer loop ends when `decided`.
  void loops(Generators& generators, Body round, Body& before, const Expr& decided = {}) {
    const auto range = range_;
    for (auto k = generators.size(); k-- > 0;) {
      auto& one = generators[k];
      for (auto condition = one.ifs.rbegin(); condition != one.ifs.rend(); ++condition) {
        const auto where = (*condition)->range;
        Body inner{build::statement(If{std::move(*condition), std::move(round), {}}, where)};
        round = std::move(inner);
      }
      Body loop{
          build::statement(For{std::move(one.target), std::move(one.iter), std::move(round), {}, {}, false}, range)};
      if (decided && k > 0)
        loop.push_back(build::statement(If{decided, {build::statement(Break{}, range)}, {}}, range));
      round = std::move(loop);
    }
    // Comprehensions in it are loops within now.
    for (auto& statement : round) {
      Body one{std::move(statement)};
      auto* loop = as<For>(one.front());
      if (loop) hoister_.hoist(loop->body);
      std::ranges::move(one, std::back_inserter(before));
    }
    range_ = range;
  }

  // Gives loop variables that are used elsewhere new names.
  void prepare(Generators& generators, std::vector<Expr*> values) {
    std::map<std::string, int> within;
    NameSet variables;
    for (std::size_t k = 0; k < generators.size(); ++k) {
      auto& one = generators[k];
      count_names(*one.target, within);
      look_everywhere(*one.target, [&](const Expression& part) {
        if (const auto* name = as<Name>(part)) variables.insert(name->id);
      });
      if (k > 0) count_names(*one.iter, within);
      for (const auto& condition : one.ifs) count_names(*condition, within);
    }
    for (auto* value : values) count_names(**value, within);
    std::map<std::string, std::string> renamed;
    for (const auto& name : variables)
      if (uses_[name] > within[name])
        renamed[name] = names_.make(name);
      else
        hoister_.owns(name);
    if (renamed.empty()) return;
    for (std::size_t k = 0; k < generators.size(); ++k) {
      auto& one = generators[k];
      rename(*one.target, renamed);
      if (k > 0) rename(*one.iter, renamed);
      for (auto& condition : one.ifs) rename(*condition, renamed);
    }
    for (auto* value : values) rename(**value, renamed);
  }

  static void rename(Expression& expression, const std::map<std::string, std::string>& renamed) {
    if (auto* name = as<Name>(expression))
      if (const auto found = renamed.find(name->id); found != renamed.end()) name->id = found->second;
    for_each_child(expression, [&](auto& child) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(child)>, Expression>) rename(child, renamed);
    });
  }

  Expr at(Expr expression) const {
    expression->range = range_;
    return expression;
  }

  FunctionDef& function_;
  Lowering& lowering_;
  FreshNames names_;
  Hoister hoister_;
  std::map<std::string, int> uses_;  // of each name in the function, as it was
  Range range_;                      // of the comprehension that is taken out
};

}  // namespace

void lower_comprehensions(FunctionDef& function, Lowering& lowering) {
  ComprehensionLowering(function, lowering).lower();
}

}  // namespace dy2stat::ast
