// Making names of files.
#include "bench/calls/stream/file_names.hpp"

#include <cctype>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace dy2stat::calls {

std::string utc_stamp() {
  const auto now = std::chrono::system_clock::now();
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
  const std::time_t seconds = since / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32], fraction[8];
  std::strftime(text, sizeof text, "%Y%m%dT%H%M%S", &parts);
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(since % 1000));
  return std::string(text) + fraction;
}

std::string stem_of_files(const Options& options, const std::string& stamp) {
  if (options.file_name_spec == "timestamp") return "calls-" + stamp;
  return options.file_name_spec == "program" ? as_file_name(options.program) : "calls";
}

std::string numbered(const std::string& stem, int number) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "-%04d", number);
  return stem + digits;
}

std::string as_file_name(std::string text, std::string_view kept) {
  for (auto& c : text)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '-' && kept.find(c) == kept.npos) c = '_';
  return text;
}

}  // namespace dy2stat::calls
