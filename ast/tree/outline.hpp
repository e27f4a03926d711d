// A tree shown as an indented outline, with the place of each node.
#pragma once

#include <string>

#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// One line a node ("Assign 3:4-3:13"), its fields below it; what is short stands on the line itself ("Name 3:4-3:5 x").
// Fields that are empty are left out.
std::string outline(const Module& module);

}  // namespace dy2stat::ast
