// Checking the options of a recording.
#include "bench/calls/stream/options.hpp"

#include <algorithm>
#include <charconv>

namespace dy2stat::calls {
namespace {

void check_word(const char* option, const std::string& word, const std::vector<std::string>& all) {
  if (std::ranges::find(all, word) != all.end()) return;
  std::string listed;
  for (const auto& value : all) listed += (listed.empty() ? "" : ", ") + value;
  throw BadOption(std::string(option) + " is '" + word + "', but must be one of " + listed);
}

}  // namespace

void check(const Options& options) {
  check_word("level", options.level, levels);
  check_word("format", options.format, formats);
  check_word("file_name_spec", options.file_name_spec, file_name_specs);
  bytes_of_size(options.file_max_size);
  if (options.out_dir.empty()) throw BadOption("out_dir is empty, but must name a folder");
}

std::uint64_t bytes_of_size(std::string_view size) {
  const auto bad = [&] {
    return BadOption("file_max_size is '" + std::string(size) +
                     "', but must be a number of bytes, at least 4096, or of KB, MB or GB, such as 10MB");
  };
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), number);
  if (error != std::errc()) throw bad();
  const std::string_view unit(end, size.data() + size.size());
  std::uint64_t factor = 1;
  for (const auto& [name, bytes] : {std::pair("KB", 1ull << 10), {"MB", 1ull << 20}, {"GB", 1ull << 30}})
    if (unit == name) factor = bytes;
  if ((factor == 1 && !unit.empty()) || number > (1ull << 40) || number * factor < 4096) throw bad();
  return number * factor;
}

}  // namespace dy2stat::calls
