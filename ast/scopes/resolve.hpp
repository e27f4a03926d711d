// Second step of the symbol table: from what scopes do with names to what the names are. (An inner part of symbols.)
#pragma once

#include "ast/scopes/symbols.hpp"

namespace dy2stat::ast {

// Sets the binding of every symbol of the module's scope and of those within, and adds what scopes hand on to those
// within them. Throws ScopeError.
void resolve(Scope& module);

}  // namespace dy2stat::ast
