// The formats of a difference, for render/diff.cpp to choose from.
#pragma once

#include "jit_probe/render/diff.hpp"

namespace dy2stat {

// For a terminal, or as Markdown.
std::string text_diff(const Diff& diff, DiffFormat format, const DiffOptions& options, const GraphText& before,
                      const GraphText& after);
// One object: before, after, compared, verdicts, changes, only_before, only_after, median_capture_ratio. Here every
// changed graph is named; `options.graphs` bounds the unified differences alone.
std::string json_diff(const Diff& diff, const DiffOptions& options, const GraphText& before, const GraphText& after);

}  // namespace dy2stat
