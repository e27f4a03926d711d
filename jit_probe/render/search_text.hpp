// A search as text for a terminal.
#pragma once

#include <string>

#include "jit_probe/record/search.hpp"

namespace dy2stat {

// A line with what was tried, and below it each finding with its input, or "none in N tries". Several lines, the last
// one ended.
std::string search_text(const Search& search);

// What a kind of finding means, as a person reads it: "raises where eager returns, on a size ...".
std::string_view meaning_of(FindingKind kind);

}  // namespace dy2stat
