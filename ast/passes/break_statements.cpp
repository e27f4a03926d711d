// break_statements: a loop looks at a flag instead of being broken out of.
//
//     while c():            do_break = False
//         if d:             while not do_break and c():
//             break             if d:
//         e()                       do_break = True
//     else:                     if not do_break:
//         f()                       e()
//                           if not do_break:
//                               f()
//
//     for x in y:           for x in ag__.until(y, lambda: do_break):
//
// ag__.until asks for no further item once the flag is set, as `break` does not. An `async for` that is broken out of,
// and a `break` in a `finally` clause, which swallows exceptions, stay as they are.
#include "ast/passes/jumps.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool is_break(const Statement& statement) {
  return is<Break>(statement);
}

class BreakLowering {
 public:
  explicit BreakLowering(Lowering& lowering) : lowering_(lowering), names_(lowering.taken) {}

  void lower(Body& body) {
    Body made;
    for (auto& statement : body) {
      if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
        for_each_body(statement, [&](Body& inner) { lower(inner); });
      if (auto* loop = as<While>(statement))
        lower_loop(*loop, statement, made);
      else if (auto* loop = as<For>(statement))
        lower_loop(*loop, statement, made);
      else
        made.push_back(std::move(statement));
    }
    body = std::move(made);
  }

 private:
  template <class Loop>
  void lower_loop(Loop& loop, Statement& statement, Body& made) {
    const auto range = statement.range;
    if (!has_jump(loop.body, is_break, false) || !may_be_lowered(loop, range))
      return made.push_back(std::move(statement));
    const auto flag = names_.make("do_break");
    rewrite_jumps(loop.body, {flag, [&](const Statement& one) -> Body {
                                if (!is_break(one)) return {};
                                return {set_flag(flag, true, one.range)};
                              }});
    look_at(flag, loop);
    auto orelse = std::move(loop.orelse);
    loop.orelse.clear();
    made.push_back(set_flag(flag, false, range));
    made.push_back(std::move(statement));
    if (!orelse.empty()) made.push_back(unless(flag, std::move(orelse)));
  }

  template <class Loop>
  bool may_be_lowered(const Loop& loop, const Range& range) {
    const char* why = is_in_finally(loop.body, is_break, false) ? "break in a finally clause" : nullptr;
    if constexpr (std::is_same_v<Loop, For>)
      if (loop.is_async) why = "break out of an async for";
    if (why) lowering_.left.push_back("line " + std::to_string(range.line) + ": " + why);
    return !why;
  }

  static void look_at(const std::string& flag, While& loop) {
    const auto range = loop.test->range;
    loop.test =
        build::expression(BoolOp{BoolOperator::And, {build::negation(build::name(flag)), std::move(loop.test)}}, range);
  }
  static void look_at(const std::string& flag, For& loop) {
    const auto range = loop.iter->range;
    loop.iter = build::call(build::attribute(build::name(runtime_name), "until"),
                            {std::move(loop.iter), build::thunk(build::name(flag))});
    loop.iter->range = range;
  }

  Lowering& lowering_;
  FreshNames names_;
};

}  // namespace

void lower_breaks(FunctionDef& function, Lowering& lowering) {
  BreakLowering(lowering).lower(function.body);
}

}  // namespace dy2stat::ast
