// match_statements: if, on the subject in a variable.
//
//     match f(x):                       subject = f(x)
//         case 1 | 2:                   if subject == 1 or subject == 2:
//             a()                           a()
//         case None:                    elif subject is None:
//             b()                           b()
//         case y if c(y):               else:
//             d()                           y = subject
//         case _:                           if c(y):
//             e()                               d()
//                                           else:
//                                               e()
//
// A name keeps what a case captured although its guard is not true, as in Python. A case that looks into a sequence, a
// mapping or a class stays, and with it the whole statement.
#include <algorithm>
#include <iterator>
#include <optional>

#include "ast/passes/deferring.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// Values, None, True and False, names, and alternatives without names.
bool is_flat(const Pattern& pattern) {
  if (is<MatchValue>(pattern) || is<MatchSingleton>(pattern)) return true;
  if (const auto* node = as<MatchAs>(pattern)) return !node->pattern || is_flat(*node->pattern);
  const auto* alternatives = as<MatchOr>(pattern);
  return alternatives && std::ranges::all_of(alternatives->patterns,
                                             [](const Pattern& one) { return is_flat(one) && !is<MatchAs>(one); });
}

class MatchLowering {
 public:
  explicit MatchLowering(Lowering& lowering) : lowering_(lowering), names_(lowering.taken) {}

  void lower(Body& body) {
    Body made;
    for (auto& statement : body) {
      if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
        for_each_body(statement, [&](Body& inner) { lower(inner); });
      auto* node = as<Match>(statement);
      if (!node || !may_be_lowered(*node, statement.range)) {
        made.push_back(std::move(statement));
        continue;
      }
      const auto subject = names_.make("subject");
      made.push_back(set_to(subject, std::move(node->subject), statement.range));
      std::ranges::move(cases_from(node->cases, 0, subject), std::back_inserter(made));
    }
    body = std::move(made);
  }

 private:
  bool may_be_lowered(const Match& node, Range range) {
    const bool flat = std::ranges::all_of(node.cases, [](const MatchCase& one) { return is_flat(one.pattern); });
    if (!flat)
      lowering_.left.push_back("line " + std::to_string(range.line) +
                               ": a case that looks into a sequence, a mapping or a class");
    return flat;
  }

  Body cases_from(std::vector<MatchCase>& cases, std::size_t k, const std::string& subject) {
    if (k == cases.size()) return {};
    auto& one = cases[k];
    const auto range = one.pattern.range;
    auto test = test_of(one.pattern, subject);
    auto bindings = bindings_of(one.pattern, subject);
    // With names to bind before the guard, what follows stands twice: after a test that fails, and after the guard.
    if (one.guard && bindings.empty()) {
      if (test)
        test = at(build::expression(BoolOp{BoolOperator::And, {std::move(test), std::move(one.guard)}}), range);
      else
        test = std::move(one.guard);
    } else if (one.guard) {
      return guarded(cases, k, subject, std::move(test), std::move(bindings));
    }
    auto body = std::move(bindings);
    std::ranges::move(one.body, std::back_inserter(body));
    if (!test) return body;
    return {build::statement(If{std::move(test), std::move(body), cases_from(cases, k + 1, subject)}, range)};
  }

  // matched = False
  // if test:
  //     bindings
  //     matched = guard
  // if matched: body
  // else: the cases that follow
  Body guarded(std::vector<MatchCase>& cases, std::size_t k, const std::string& subject, Expr test, Body bindings) {
    auto& one = cases[k];
    const auto range = one.pattern.range;
    if (!test) {
      bindings.push_back(
          build::statement(If{std::move(one.guard), std::move(one.body), cases_from(cases, k + 1, subject)}, range));
      return bindings;
    }
    const auto matched = names_.make("matched");
    const auto guard_range = one.guard->range;
    Body yes{set_to(matched, at(build::truth(true), guard_range), guard_range)};
    bindings.push_back(build::statement(If{std::move(one.guard), std::move(yes), {}}, guard_range));
    return {set_to(matched, at(build::truth(false), range), range),
            build::statement(If{std::move(test), std::move(bindings), {}}, range),
            build::statement(
                If{at(build::name(matched), range), std::move(one.body), cases_from(cases, k + 1, subject)}, range)};
  }

  // Empty where the pattern always matches.
  Expr test_of(Pattern& pattern, const std::string& subject) {
    const auto range = pattern.range;
    const auto compared = [&](CompareOperator how, Expr with) {
      return at(build::expression(Compare{at(build::name(subject), range), {how}, {std::move(with)}}), range);
    };
    if (auto* node = as<MatchValue>(pattern)) return compared(CompareOperator::Eq, std::move(node->value));
    if (auto* node = as<MatchSingleton>(pattern))
      return compared(CompareOperator::Is, at(build::expression(Constant{node->value}), range));
    if (auto* node = as<MatchAs>(pattern)) return node->pattern ? test_of(*node->pattern, subject) : Expr{};
    Exprs tests;
    for (auto& one : as<MatchOr>(pattern)->patterns) tests.push_back(test_of(one, subject));
    return at(build::expression(BoolOp{BoolOperator::Or, std::move(tests)}), range);
  }

  Body bindings_of(const Pattern& pattern, const std::string& subject) {
    const auto* node = as<MatchAs>(pattern);
    if (!node) return {};
    auto made = node->pattern ? bindings_of(*node->pattern, subject) : Body{};
    if (node->name) made.push_back(set_to(*node->name, at(build::name(subject), pattern.range), pattern.range));
    return made;
  }

  static Expr at(Expr expression, Range range) {
    expression->range = range;
    return expression;
  }

  Lowering& lowering_;
  FreshNames names_;
};

}  // namespace

void lower_match_statements(FunctionDef& function, Lowering& lowering) {
  MatchLowering(lowering).lower(function.body);
}

}  // namespace dy2stat::ast
