// Files of records that were cut somewhere on their way: made readable again.
#pragma once

#include <filesystem>
#include <string>

namespace dy2stat::calls {

// Takes away what stands behind the last whole line of an assembled file of that format, and closes what is open there,
// so that all whole records can be read as in a whole file. Returns false, and leaves the file as it is, where not even
// its first line is whole. Throws std::filesystem::filesystem_error when that cannot be done.
bool close_cut_file(const std::filesystem::path& file, const std::string& format);

}  // namespace dy2stat::calls
