// Jumps as flags.
#include "ast/passes/jumps.hpp"

#include <iterator>
#include <utility>

#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool is_loop(const Statement& statement) {
  return is<For>(statement) || is<While>(statement);
}
bool is_definition(const Statement& statement) {
  return is<FunctionDef>(statement) || is<ClassDef>(statement);
}

Body& loop_body(Statement& loop) {
  return is<For>(loop) ? as<For>(loop)->body : as<While>(loop)->body;
}
Body& loop_orelse(Statement& loop) {
  return is<For>(loop) ? as<For>(loop)->orelse : as<While>(loop)->orelse;
}

class JumpRewriter {
 public:
  explicit JumpRewriter(const JumpRewriting& rewriting) : rewriting_(rewriting) {}

  // Within a loop that jumps leave by `break` nothing need be skipped after them.
  bool rewrite(Body& body, bool in_left_loop) {
    Body made;
    bool any = false;
    for (std::size_t k = 0; k < body.size(); ++k) {
      const bool jumps = rewrite(body[k], made, in_left_loop);
      any |= jumps;
      if (!jumps || in_left_loop) continue;
      // What follows is kept even where nothing leads to it: it may make the function a generator, or bind a name.
      Body rest(std::make_move_iterator(body.begin() + static_cast<std::ptrdiff_t>(k) + 1),
                std::make_move_iterator(body.end()));
      if (!rest.empty()) {
        rewrite(rest, false);
        made.push_back(unless(rewriting_.flag, std::move(rest)));
      }
      break;
    }
    body = std::move(made);
    return any;
  }

 private:
  bool rewrite(Statement& statement, Body& made, bool in_left_loop) {
    const auto range = statement.range;
    if (auto replaced = rewriting_.replace(statement); !replaced.empty()) {
      std::ranges::move(replaced, std::back_inserter(made));
      if (in_left_loop) made.push_back(build::statement(Break{}, range));
      return true;
    }
    bool jumps = false, left_a_loop = false;
    if (auto* tried = as<Try>(statement)) {
      jumps = rewrite_try(*tried, in_left_loop);
    } else if (is_loop(statement)) {
      left_a_loop = rewriting_.leaves_loops && rewrite(loop_body(statement), true);
      jumps = rewrite(loop_orelse(statement), in_left_loop) || left_a_loop;
    } else if (!is_definition(statement)) {
      for_each_body(statement, [&](Body& body) { jumps |= rewrite(body, in_left_loop); });
    }
    made.push_back(std::move(statement));
    if (left_a_loop && in_left_loop)
      made.push_back(build::statement(If{build::name(rewriting_.flag), {build::statement(Break{}, range)}, {}}, range));
    return jumps;
  }

  // There is no jump in the finally clause.
  bool rewrite_try(Try& tried, bool in_left_loop) {
    const bool in_body = rewrite(tried.body, in_left_loop);
    bool jumps = in_body;
    for (auto& handler : tried.handlers) {
      jumps |= rewrite(handler.body, in_left_loop);
      if (!in_body) continue;
      auto undone = rewriting_.undo ? rewriting_.undo(handler.range) : Body{};
      undone.push_back(set_flag(rewriting_.flag, false, handler.range));
      handler.body.insert(handler.body.begin(), std::make_move_iterator(undone.begin()),
                          std::make_move_iterator(undone.end()));
    }
    jumps |= rewrite(tried.orelse, in_left_loop);
    // The else clause does not run after a jump out of the body.
    if (in_body && !in_left_loop && !tried.orelse.empty()) {
      auto guarded = unless(rewriting_.flag, std::exchange(tried.orelse, {}));
      tried.orelse.push_back(std::move(guarded));
    }
    return jumps;
  }

  const JumpRewriting& rewriting_;
};

bool look_for(const Body& body, const std::function<bool(const Statement&)>& is_jump, bool leaves_loops,
              bool only_in_finally) {
  for (const auto& statement : body) {
    if (!only_in_finally && is_jump(statement)) return true;
    if (is_definition(statement)) continue;
    const auto* tried = as<Try>(statement);
    const Body* own = is<For>(statement)     ? &as<For>(statement)->body
                      : is<While>(statement) ? &as<While>(statement)->body
                                             : nullptr;
    bool found = false;
    for_each_body(statement, [&](const Body& part) {
      if (&part == own && !leaves_loops) return;
      const bool is_finally = tried && &part == &tried->finalbody;
      found = found || look_for(part, is_jump, leaves_loops, only_in_finally && !is_finally);
    });
    if (found) return true;
  }
  return false;
}

}  // namespace

Statement set_flag(const std::string& name, bool value, Range range) {
  return build::statement(Assign{{build::name(name)}, build::truth(value), {}}, range);
}

Statement unless(const std::string& name, Body body) {
  const auto range = body.empty() ? Range{} : body.front().range;
  return build::statement(If{build::negation(build::name(name)), std::move(body), {}}, range);
}

bool rewrite_jumps(Body& body, const JumpRewriting& rewriting) {
  return JumpRewriter(rewriting).rewrite(body, false);
}

bool is_in_finally(const Body& body, const std::function<bool(const Statement&)>& is_jump, bool leaves_loops) {
  return look_for(body, is_jump, leaves_loops, true);
}

bool has_jump(const Body& body, const std::function<bool(const Statement&)>& is_jump, bool leaves_loops) {
  return look_for(body, is_jump, leaves_loops, false);
}

}  // namespace dy2stat::ast
