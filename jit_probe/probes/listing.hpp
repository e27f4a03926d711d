// The user's own code that a program runs, statement by statement, with the input sets that executed each.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

struct Statement {
  enum class Kind {
    definition,  // def, class, import, global, nonlocal, a docstring or another constant by itself
    passing,     // only hands values on (`return x`, `a = b`, `break`): no node can stand for it
    working,     // everything else
  };
  Kind kind = Kind::passing;
  int first = 0, last = 0;                 // lines, from 1; of a statement that has others inside, its head alone
  int function = -1;                       // in `functions`
  int within = -1;                         // in `statements`: the one whose body it stands in; -1: its function's own
  std::set<std::string> reads{}, binds{};  // names: "x", "self.scale"; ".append" of an expression
  std::set<int> executed{};                // input sets
  bool is_with = false;
};

struct ListedFunction {
  std::string name;         // "Net.forward"
  int first = 0, last = 0;  // lines, decorators included
  int within = -1;          // in `functions`: the one that it is defined in
};

struct SourceListing {
  std::string file;  // below the program's folder
  std::vector<ListedFunction> functions{};
  std::vector<Statement> statements{};  // those inside functions, by line; no two of them share one

  // The statement on that line, or -1.
  int statement_at(int line) const;
};

struct ProgramListing {
  int input_sets = 0;
  std::vector<SourceListing> files{};  // those of which a line was executed
};

// For handing a listing to another process.
Json to_json(const ProgramListing& listing);
// Throws nlohmann::json::exception for anything else.
ProgramListing listing_from(const Json& json);

}  // namespace dy2stat::probes
