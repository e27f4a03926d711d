// The word that was probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dy2stat {

// The word of `known` with the fewest letters to insert, remove or replace (Levenshtein's distance); empty if more than
// a third of the letters, and more than one, would have to change.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

// "did you mean 'tags'? " if a known word is near; empty otherwise.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace dy2stat
