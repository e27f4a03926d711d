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

void append_number(std::string& text, std::int64_t number) {
  const fmt::format_int digits(number);
  text.append(digits.data(), digits.size());
}

void append_decimal(std::string& text, std::int64_t ns, int digits) {
  const fmt::format_int number(ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns));
  const auto whole = number.size() > static_cast<std::size_t>(digits) ? number.size() - digits : 0;
  if (ns < 0) text += '-';
  if (whole == 0) text += '0';
  text.append(number.data(), whole);
  text += '.';
  text.append(digits - (number.size() - whole), '0');
  text.append(number.data() + whole, number.size() - whole);
}

std::string milliseconds(std::int64_t ns) {
  std::string text;
  append_decimal(text, ns, digits_of_a_millisecond);
  return text;
}

std::string source_of(const Call& call) {
  return call.file.empty() ? std::string() : fmt::format("{}:{}", call.file, call.line);
}

}  // namespace dy2stat::calls
