// continue_statements: what follows a continue runs only if it was not taken.
//
//     for x in y:           for x in y:
//         if c:                 do_continue = False
//             continue          if c:
//         d()                       do_continue = True
//                               if not do_continue:
//                                   d()
//
// A `continue` in a `finally` clause, which swallows exceptions, stays as it is.
#include "ast/passes/jumps.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool is_continue(const Statement& statement) {
  return is<Continue>(statement);
}

void lower_continues_in(Body& body, Lowering& lowering, FreshNames& names) {
  for (auto& statement : body) {
    if (is<FunctionDef>(statement) || is<ClassDef>(statement)) continue;
    for_each_body(statement, [&](Body& inner) { lower_continues_in(inner, lowering, names); });
    auto* loop = is<For>(statement)     ? &as<For>(statement)->body
                 : is<While>(statement) ? &as<While>(statement)->body
                                        : nullptr;
    if (!loop || !has_jump(*loop, is_continue, false)) continue;
    if (is_in_finally(*loop, is_continue, false)) {
      lowering.left.push_back("line " + std::to_string(statement.range.line) + ": continue in a finally clause");
      continue;
    }
    const auto flag = names.make("do_continue");
    const auto range = loop->front().range;
    rewrite_jumps(*loop, {flag, [&](const Statement& one) -> Body {
                            if (!is_continue(one)) return {};
                            return {set_flag(flag, true, one.range)};
                          }});
    loop->insert(loop->begin(), set_flag(flag, false, range));
  }
}

}  // namespace

void lower_continues(FunctionDef& function, Lowering& lowering) {
  FreshNames names(lowering.taken);
  lower_continues_in(function.body, lowering, names);
}

}  // namespace dy2stat::ast
