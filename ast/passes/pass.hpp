// Passes: named steps from source to source, each of which leaves the program as it is and its syntax smaller.
//
// A pass is a file with a function, and an entry in the table of pipeline.cpp. It changes functions in place; what it
// makes has the range of what it stands for, so that errors in it point at the user's source.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ast/tree/statements.hpp"

namespace dy2stat::ast {

// The module whose calls the passes write: "ag__.and_(…)".
inline constexpr const char* runtime_name = "ag__";

using NamesTaken = std::set<std::string>;

// All names in the program, of whatever kind.
NamesTaken names_in(const Module& module);

// Those of them that are assigned, defined, imported or parameters, wherever; with "*" where everything of a module is
// imported. Throws ScopeError.
NamesTaken names_bound_in(const Module& module);

// Makes names for one function that the program does not have. (Another function may have the same ones.)
class FreshNames {
 public:
  explicit FreshNames(const NamesTaken& taken) : taken_(taken) {}
  // "do_break", or "do_break_1" where that is taken; never the same twice.
  std::string make(const std::string& wanted);

 private:
  const NamesTaken& taken_;
  NamesTaken made_;
  std::map<std::string, int> next_;  // by the wanted name: the number to try first; those before are taken
};

// What a pass is told beside the function, and what it tells.
struct Lowering {
  const NamesTaken& taken;
  // What it left as it is, and why: "line 12: return in a finally clause".
  std::vector<std::string>& left;
  int python_minor;  // of the Python, 3.x, that shall run it
  // Names that the program binds somewhere, or that are bound around it: what is not among them and no variable is
  // Python's own.
  const NamesTaken& bound;
};

struct NamedPass {
  std::string_view key;    // "break_statements"
  std::string_view about;  // one sentence
  std::string_view before, after;
  void (*run)(FunctionDef& function, Lowering& lowering);
};

// One file each; the header comment there shows before and after.
void lower_returns(FunctionDef& function, Lowering& lowering);
void lower_breaks(FunctionDef& function, Lowering& lowering);
void lower_continues(FunctionDef& function, Lowering& lowering);
void lower_loop_else(FunctionDef& function, Lowering& lowering);
void lower_asserts(FunctionDef& function, Lowering& lowering);
void lower_chained_comparisons(FunctionDef& function, Lowering& lowering);
void lower_logical_expressions(FunctionDef& function, Lowering& lowering);
void lower_conditional_expressions(FunctionDef& function, Lowering& lowering);
void lower_comprehensions(FunctionDef& function, Lowering& lowering);
void lower_match_statements(FunctionDef& function, Lowering& lowering);
void lower_f_strings(FunctionDef& function, Lowering& lowering);
void lower_star_arguments(FunctionDef& function, Lowering& lowering);
void lower_augmented_assignment(FunctionDef& function, Lowering& lowering);
void lower_walrus(FunctionDef& function, Lowering& lowering);
void lower_control_flow(FunctionDef& function, Lowering& lowering);
void lower_variables(FunctionDef& function, Lowering& lowering);

// Calls visit for the function, and before it for each function within it; not for those in classes within it.
void for_each_function(FunctionDef& function, const std::function<void(FunctionDef&)>& visit);

}  // namespace dy2stat::ast
