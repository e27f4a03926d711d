// asserts: a call, whose message is made only if it is needed.
//
//     assert c, m           ag__.assert_stmt(c, lambda: m)
//
// An assertion whose message could not be moved into a lambda stays as it is.
#include "ast/passes/deferring.hpp"
#include "ast/passes/undefined_names.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// Whether a message was deferred.
bool lower_asserts_in(Body& body, Lowering& lowering) {
  bool deferred = false;
  for (auto& statement : body) {
    if (is<FunctionDef>(statement) || is<ClassDef>(statement)) continue;
    for_each_body(statement, [&](Body& inner) { deferred |= lower_asserts_in(inner, lowering); });
    auto* node = as<Assert>(statement);
    if (!node) continue;
    if (node->msg && !can_be_deferred(*node->msg)) {
      lowering.left.push_back("line " + std::to_string(statement.range.line) +
                              ": assert with a message that binds a name");
      continue;
    }
    Exprs arguments{std::move(node->test)};
    deferred |= static_cast<bool>(node->msg);
    if (node->msg) arguments.push_back(build::thunk(std::move(node->msg)));
    statement.node = ExpressionStatement{runtime_call("assert_stmt", std::move(arguments), statement.range)};
  }
  return deferred;
}

}  // namespace

void lower_asserts(FunctionDef& function, Lowering& lowering) {
  if (lower_asserts_in(function.body, lowering)) define_deferred(function, lowering);
}

}  // namespace dy2stat::ast
