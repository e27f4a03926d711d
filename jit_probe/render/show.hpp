// One record in full, for a terminal: what was captured, how, and how it differs.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

// The sections in the order in which they are printed.
inline constexpr std::array<std::string_view, 25> show_sections{
    "expectation",  "error",  "differences", "source", "graph",  "code",    "text",    "schema",    "signature",
    "compilations", "breaks", "closure",     "names",  "tree",   "making",  "inlined", "optimised", "methods",
    "ranges",       "lines",  "nodes",       "graphs", "guards", "kernels", "archive"};
// Those that are printed only when they are asked for, as they are long or seldom of use.
inline constexpr std::array<std::string_view, 11> long_sections{
    "tree", "inlined", "optimised", "methods", "ranges", "lines", "nodes", "graphs", "guards", "kernels", "archive"};

struct ShowOptions {
  std::vector<std::string> sections;  // empty: all but the long ones; "all": all
  std::size_t width = 100;            // columns of the terminal; source and graph stand side by side from 120
  bool colour = false;
  std::string mechanism_title, mechanism_text;  // of the expectation's mechanism; empty if it has none
  std::string rerun;                            // the command that runs this record again
};

// Throws UnknownWord unless the word is a section or "all".
void check_section(const std::string& word);

// The record as text. Long texts are read from the run's blobs: throws BadRecord if one is missing.
std::string show_record(const Run& run, const Record& record, const ShowOptions& options);

}  // namespace dy2stat
