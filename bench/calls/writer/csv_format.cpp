// Flat CSV (RFC 4180): a call a row, the rows of an API together.
#include <fmt/format.h>

#include "bench/calls/writer/record_format.hpp"

namespace dy2stat::calls {
namespace {

constexpr std::string_view columns =
    "API Name,Total Time (ms),Call Number,Start Timestamp,Cost Time (ms),Arguments,Detailed Name,Own Time (ms),Result,"
    "Source,Depth,Thread,Process,Ended\r\n";

void append_cell(std::string& text, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return static_cast<void>(text += cell);
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

class CsvFormat : public RecordFormat {
 public:
  std::string heading() const override { return std::string(columns); }

  // The total time and the call number are not known yet, and stay empty.
  void append_record(std::string& text, const Call& call) const override {
    append_cell(text, call.name);
    append_number(text += ",,,", call.start);
    append_decimal(text += ',', call.cost, digits_of_a_millisecond);
    text += ',';
    append_cell(text, call.arguments);
    text += ',';
    append_cell(text, call.detail.empty() ? call.name : call.detail);
    append_decimal(text += ',', call.own, digits_of_a_millisecond);
    text += ',';
    append_cell(text, call.result);
    text += ',';
    append_cell(text, source_of(call));
    append_number(text += ',', call.depth);
    append_number(text += ',', call.thread);
    append_number(text += ',', call.process);
    text += call.unfinished ? ",unfinished\r\n" : call.raised ? ",raised\r\n" : ",returned\r\n";
  }
  std::size_t added_to_record() const override { return 40; }
  std::size_t added_to_group(std::string_view) const override { return 0; }
  std::string extension() const override { return ".csv"; }
  std::string unassembled_extension() const override { return ".csv"; }

  void assemble(const std::vector<Group>& groups, const Write& write) const override {
    write(columns);
    for (const auto& group : groups) {
      std::string name;
      append_cell(name, group.name);
      const auto total = milliseconds(group.total);
      for (const auto& call : group.calls)
        write(fmt::format("{},{},{},{}", name, total, call.number, call.record.substr(name.size() + 3)));
    }
  }
};

}  // namespace

std::unique_ptr<RecordFormat> make_csv_format() {
  return std::make_unique<CsvFormat>();
}

}  // namespace dy2stat::calls
