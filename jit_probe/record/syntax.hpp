// How a program looks to our own syntax tree: what is asked of a worker, whose Python parses it, and its answer.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {

// The program is the request's: its file, or a module that is installed beside torch, and the entry, a function or a
// class in it ("Net.forward"); no entry: the whole file.
struct SyntaxOptions {
  std::vector<std::string> sections;  // of syntax_sections
  bool lowered = false;               // whether passes are run, and their steps answered
  std::string after;                  // the last pass that runs; empty: all
  std::vector<std::string> only;      // the only passes that run; empty: all
};
Json to_json(const SyntaxOptions& options);
SyntaxOptions syntax_options_from_json(const Json& json);

// What can be shown: the source as it is printed again, the tree, the scopes, the flow graphs, and these in the
// language of Graphviz's dot.
inline constexpr const char* syntax_sections[] = {"source", "tree", "scopes", "flow", "dot"};

// The program after a pass; the first step is the program as it was, called "source".
struct LoweringStep {
  std::string key;
  double seconds = 0;          // that the pass took
  std::size_t statements = 0;  // of the program after it
  std::string source;
  std::vector<std::string> left;  // what the pass left as it was, and where
};

struct Syntax {
  std::vector<std::string> texts;  // in the order of the sections that were asked for
  std::string failure;             // why there are none, in one sentence; empty if there are
  std::vector<LoweringStep> steps;
};
Json to_json(const Syntax& syntax);
// Throws nlohmann's exceptions.
Syntax syntax_from_json(const Json& json);

}  // namespace dy2stat
