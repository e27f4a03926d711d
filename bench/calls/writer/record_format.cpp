// What the formats share.
#include "bench/calls/writer/record_format.hpp"

#include <fmt/format.h>

#include "bench/calls/stream/options.hpp"

namespace dy2stat::calls {

std::unique_ptr<RecordFormat> make_format(const std::string& name) {
  Options options;
  options.format = name;
  check(options);
  return name == "json" ? make_json_format() : name == "csv" ? make_csv_format() : make_trace_event_format();
}

std::string milliseconds(std::int64_t ns) {
  return fmt::format("{}{}.{:06}", ns < 0 ? "-" : "", std::abs(ns) / 1'000'000, std::abs(ns) % 1'000'000);
}

std::string source_of(const Call& call) {
  return call.file.empty() ? std::string() : fmt::format("{}:{}", call.file, call.line);
}

}  // namespace dy2stat::calls
