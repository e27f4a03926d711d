// The files of engines that a person brings: `--engine py:FILE:FUNCTION`.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace dy2stat {

// Of each engine `py:FILE:FUNCTION` among `engines` the text of FILE, by the engine's name. Throws UsageError if a file
// cannot be read or defines no such function.
std::map<std::string, std::string> own_engine_files(const std::vector<std::string>& engines);

}  // namespace dy2stat
