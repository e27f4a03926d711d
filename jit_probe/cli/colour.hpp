// Whether what a command prints carries colours.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace dy2stat {

// Adds --color auto|always|never; its word is left in `word`.
void add_colour_option(CLI::App& command, std::string& word);

// What `word` means for the file descriptor: `auto` colours a terminal, unless the variable NO_COLOR is set and not
// empty.
bool wants_colour(const std::string& word, int descriptor);

}  // namespace dy2stat
