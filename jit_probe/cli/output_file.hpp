// Files that an option names for what a command prints.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dy2stat {

// Makes the folder of `file` if it is not there, before anything runs whose result would have no place to go. `option`
// is what was given, for the message: "--report 'csv::out=ci/table.csv'". Throws UsageError for a folder that cannot be
// made, and if `file` is a folder.
void prepare_output_file(const std::filesystem::path& file, const std::string& option);

// Replaces the file as a whole; a device or a pipe is written into. Throws filesystem_error with the path.
void write_output_file(const std::filesystem::path& file, std::string_view text);

}  // namespace dy2stat
