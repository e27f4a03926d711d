// What became of each line that eager executed: part of the artifact, folded to a constant, assumed, or lost.
#pragma once

#include <compare>
#include <set>
#include <string>
#include <vector>

#include "jit_probe/probes/listing.hpp"

namespace dy2stat::probes {

struct CodePlace {
  std::string file;  // below the program's folder
  int line = 0;
  auto operator<=>(const CodePlace&) const = default;
};

// What an artifact says of the program's lines. All those of a stack count, the callers' as well.
struct ArtifactLines {
  std::set<CodePlace> nodes;      // that nodes come from
  std::set<CodePlace> inside;     // of the first nodes of regions whose own node has no place: it is the `with` around
  std::set<CodePlace> constants;  // that constants of the artifact come from
  std::set<CodePlace> takers;     // of nodes that take a constant which the line itself does not write down
  std::set<CodePlace> assumed;    // that guards come from
  std::set<CodePlace> python;     // that Python itself runs between graphs
  // Python also runs the rest of the function around `from`, beginning there, except what has nodes.
  std::set<CodePlace> python_from;
  // How values that are only handed on are judged: a compiler of source has all of a function that it compiled (the
  // last parts of their names), an engine that runs the program has the path that the example took, one that captures
  // during the calls that of every input set.
  enum class Path { of_source, of_example, of_every_input } path = Path::of_example;
  std::set<std::string> compiled{};
};

// {input_sets, files: [{file, functions: [{name, first, last}], lines: [{first, last, executed: [input sets],
// mark}]}]}: the statements that eager executed or the artifact refers to. `mark` is
//   node        a node comes from it
//   constant    it was folded: a constant comes from it, or its value went into one
//   assumed     a guard comes from it
//   python      Python itself runs it, between the graphs
//   value       it only hands values on, on a path that was captured
//   definition  def, class, import, docstring
//   lost        executed in eager, and none of these
// If nothing was captured (`artifact` is null) every mark is empty.
Json marked_lines(const ProgramListing& listing, const ArtifactLines* artifact);

}  // namespace dy2stat::probes
