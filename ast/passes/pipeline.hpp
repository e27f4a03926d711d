// The pipeline: the passes in their order, and what each of them made of a program.
#pragma once

#include <string>
#include <vector>

#include "ast/passes/pass.hpp"
#include "ast/tree/to_source.hpp"

namespace dy2stat::ast {

// In the order in which they run. Jumps are lowered from the one that leaves most (return) to the one that leaves least
// (continue): a return within a loop becomes a flag and a break.
const std::vector<NamedPass>& all_passes();

class UnknownPass : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct PassChoice {
  std::string after;              // run all passes up to this one; empty: all
  std::vector<std::string> only;  // run these alone, in the pipeline's order; empty: all
  // Names that are bound where the program runs beside those that it binds itself: the globals of a function that is
  // lowered alone. A name like `any` that is among them is not Python's own.
  NamesTaken bound_around = {};
};

struct PassStep {
  std::string key;  // of the pass that ran
  double seconds = 0;
  std::size_t statements = 0;     // of the module after it
  std::string source;             // after it
  std::vector<std::string> left;  // what it left as it is, and where
};

// Runs the chosen passes on every function and method of the module. Throws UnknownPass, ScopeError.
void lower(Module& module, const PassChoice& choice, int python_minor);
// The same, and prints the program after each. Throws CannotPrint too.
std::vector<PassStep> lower_in_steps(Module& module, const PassChoice& choice, const PrintOptions& options);

std::size_t statements_in(const Module& module);

}  // namespace dy2stat::ast
