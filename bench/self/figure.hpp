// A figure: something measured, and the most that it may be.
#pragma once

#include <string>
#include <vector>

namespace dy2stat::bench {

struct Figure {
  std::string what;  // "isolation by engine, added to a record"
  double measured = 0;
  double bound = 0;
  std::string unit;                   // "ms", "MB"; empty for a ratio or a count
  std::vector<std::string> commands;  // what was run for it

  bool met() const { return measured <= bound; }
};

// The figures as a table, the commands under each.
std::string text_of(const std::vector<Figure>& figures);

}  // namespace dy2stat::bench
