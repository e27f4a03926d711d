// What dynamo says of a graph break, taken apart.
#pragma once

#include <string>

namespace dy2stat::probes {

struct GraphBreak {
  std::string reason;       // "Data-dependent branching"
  std::string explanation;  // one line; may be empty
  std::string place;        // "/folder/program.py:7", the innermost line of the program; may be empty
};

// Of the text that dynamo logs under the name dynamo_graph_break_reason. `folder` is the program's own.
GraphBreak graph_break_from(const std::string& text, const std::string& folder);

}  // namespace dy2stat::probes
