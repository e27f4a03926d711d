// What a recording is asked for: the level, and the files that are made of it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dy2stat::calls {

struct Options {
  std::string level = "api";
  std::string format = "json";
  std::string out_dir = "./output";
  std::string file_max_size = "128MB";
  std::string file_name_spec = "timestamp";
  std::string program = "calls";  // what the files are named for by the spec `program`
  bool source_lines = false;      // at level operator; at level api they are always there
  std::string source_folder;      // names of source files below it (it ends in a slash) begin after it; may be empty
};

// The values that each option takes.
inline const std::vector<std::string> levels{"api", "operator"}, formats{"json", "csv", "trace-event"},
    file_name_specs{"timestamp", "number", "program"};

// An option that has no such value; what() lists those it has.
struct BadOption : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// Throws BadOption.
void check(const Options& options);
// "10MB", "64KB", "1GB" or bytes; a kilobyte is 1024 bytes. Throws BadOption.
std::uint64_t bytes_of_size(std::string_view size);

}  // namespace dy2stat::calls
