// Making text from programs safe for where it is shown.
#pragma once

#include <string>

namespace dy2stat {

// Control characters, which could steer a terminal, and bytes that are not UTF-8 become '?'; tabs and line ends too.
std::string printable(const std::string& text);

// Letters that Markdown would read as markup are escaped; line ends become spaces, so that a table's cell stays one,
// and what is not printable '?'.
std::string markdown_escaped(std::string text);

// Columns that a text takes: code points, as every letter here is one column wide.
std::size_t width_of(const std::string& text);

std::string without_trailing_spaces(std::string line);

}  // namespace dy2stat
