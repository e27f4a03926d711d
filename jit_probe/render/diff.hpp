// The difference of two runs as a person or a program reads it.
#pragma once

#include <functional>
#include <string>

#include "jit_probe/compare/diff.hpp"

namespace dy2stat {

enum class DiffFormat { terminal, markdown, json };

// Throws UnknownWord on anything but terminal, markdown and json.
DiffFormat diff_format_from(std::string_view word);

struct DiffOptions {
  std::string before_name, after_name;  // the runs, or the workers
  std::size_t graphs = 10;  // so many unified differences of graphs are printed; blobs are opened for these only
  bool verdicts_only = false;
  bool colour = false;  // concerns the terminal alone
};

// Gives the canonical text of a graph of the side before, or after.
using GraphText = std::function<std::string(const GraphOutline&)>;

std::string render_diff(const Diff& diff, DiffFormat format, const DiffOptions& options, const GraphText& before,
                        const GraphText& after);

// The parts that the formats share.

// The changes of verdict, grouped: "sound -> unsound", or "rejected at capture -> rejected at call"; in the order of
// verdicts.
std::vector<std::pair<std::string, std::vector<const RecordChange*>>> grouped_verdicts(const Diff& diff);
// "case engine", and the workers where they differ.
std::string name_of_change(const RecordChange& change);

}  // namespace dy2stat
