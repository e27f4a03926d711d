// What the passes for return, break and continue share: statements after a jump run only if the jump was not taken.
//
// An exception that is caught on a jump's way out undoes the jump (`with` and `finally` run then, and may raise):
// handlers therefore take the flag back. A `with` that swallows what another one within it raises on being left so
// cannot be seen.
#pragma once

#include <functional>
#include <string>

#include "ast/passes/pass.hpp"

namespace dy2stat::ast {

struct JumpRewriting {
  std::string flag;  // the name that a jump sets to True
  // What a jump becomes, setting the flag; empty for a statement that is none.
  std::function<Body(const Statement&)> replace;
  // Further statements, beside taking the flag back, that undo the jump; may be empty.
  std::function<Body(Range)> undo = {};
  // Of return: a jump within a loop leaves it by `break`. Otherwise the bodies of loops within have jumps of their own,
  // and are not looked into.
  bool leaves_loops = false;
};

// Returns whether there was a jump. What follows a statement that may have jumped comes into `if not flag:`.
bool rewrite_jumps(Body& body, const JumpRewriting& rewriting);

// Whether one of these statements is in a `finally` clause, where a jump swallows exceptions, which no flag does.
bool is_in_finally(const Body& body, const std::function<bool(const Statement&)>& is_jump, bool leaves_loops);
// Whether there is one at all.
bool has_jump(const Body& body, const std::function<bool(const Statement&)>& is_jump, bool leaves_loops);

// name = value, at the range.
Statement set_flag(const std::string& name, bool value, Range range);
// if not name: body, at the range of the body.
Statement unless(const std::string& name, Body body);

}  // namespace dy2stat::ast
