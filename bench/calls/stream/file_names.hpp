// What the files of a recording are called, wherever they are written.
#pragma once

#include <string>
#include <string_view>

#include "bench/calls/stream/options.hpp"

namespace dy2stat::calls {

// Now, as a part of a file's name: "20261130T064500.123Z".
std::string utc_stamp();

// What the names of all files of a recording begin with, by `file_name_spec`: "calls-" and `stamp`, "calls", or the
// program's name.
std::string stem_of_files(const Options& options, const std::string& stamp);

// The name of the file `number`, from 1, without its ending: "calls-0001".
std::string numbered(const std::string& stem, int number);

// A text as a part of a file's name: what is no letter, digit, dash or underscore, and not among `kept`, becomes an
// underscore.
std::string as_file_name(std::string text, std::string_view kept = "");

}  // namespace dy2stat::calls
