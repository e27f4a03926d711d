// augmented_assignment: of attributes and of items, by way of a variable.
//
//     a().b += c            base = a()
//                           value = base.b
//                           value += c
//                           base.b = value
//
//     x[f()] += c           index = f()
//                           value = x[index]
//                           value += c
//                           x[index] = value
//
// The variable is changed in place or not, as its type wants: just what Python does.
#include <iterator>

#include "ast/passes/deferring.hpp"
#include "ast/passes/hoisting.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

class AugmentedAssignments {
 public:
  AugmentedAssignments(const FunctionDef& function, Lowering& lowering)
      : own_(own_variables(function)), names_(lowering.taken) {}

  void lower(Body& body) {
    Body made;
    for (auto& statement : body) {
      if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
        for_each_body(statement, [&](Body& inner) { lower(inner); });
      auto* node = as<AugAssign>(statement);
      if (node && (is<Attribute>(*node->target) || is<Subscript>(*node->target)))
        lower(*node, statement.range, made);
      else
        made.push_back(std::move(statement));
    }
    body = std::move(made);
  }

 private:
  void lower(AugAssign& node, Range range, Body& made) {
    range_ = range;
    auto target = std::move(node.target);
    if (auto* attribute = as<Attribute>(*target)) keep(attribute->value, "base", made);
    if (auto* subscript = as<Subscript>(*target)) {
      keep(subscript->value, "base", made);
      keep(subscript->slice, "index", made);
    }
    const auto value = names_.make("value");
    made.push_back(set_to(value, target, range));
    auto name = build::name(value);
    name->range = target->range;
    made.push_back(build::statement(AugAssign{name, node.op, std::move(node.value)}, range));
    made.push_back(build::statement(Assign{{std::move(target)}, std::move(name), {}}, range));
  }

  // Unless it is a variable that nothing else changes, or a constant; parts of slices by themselves.
  void keep(Expr& expression, const char* wanted, Body& made) {
    if (auto* slice = as<Slice>(*expression)) {
      for (auto* part : {&slice->lower, &slice->upper, &slice->step})
        if (*part) keep(*part, wanted, made);
      return;
    }
    if (auto* tuple = as<Tuple>(*expression)) {
      for (auto& part : tuple->elts) keep(part, wanted, made);
      return;
    }
    const auto* name = as<Name>(*expression);
    if (is<Constant>(*expression) || (name && own_.contains(name->id))) return;
    if (auto* starred = as<Starred>(*expression)) return keep(starred->value, wanted, made);
    const auto kept = names_.make(wanted);
    const auto range = expression->range;
    made.push_back(set_to(kept, std::move(expression), range));
    expression = build::name(kept);
    expression->range = range;
  }

  NameSet own_;
  FreshNames names_;
  Range range_;
};

}  // namespace

void lower_augmented_assignment(FunctionDef& function, Lowering& lowering) {
  AugmentedAssignments(function, lowering).lower(function.body);
}

}  // namespace dy2stat::ast
