// What can be seen in a program's text without running it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace dy2stat {

// The names that the program's module binds: by def, class, import, assignment, for and with. "*" is among them if it
// imports all of another module. In doubt a name is among them: what is missing shows when the program is loaded.
std::set<std::string> bound_names(std::string_view program);

// The line of a `def inputs()` that does nothing but return an empty list or tuple.
std::optional<int> line_of_empty_inputs(std::string_view program);

}  // namespace dy2stat
