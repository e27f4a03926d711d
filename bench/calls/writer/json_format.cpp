// Nested JSON: API -> total time -> calls -> what each was.
#include <fmt/format.h>

#include "bench/calls/writer/record_format.hpp"
#include "bench/calls/writer/value_text.hpp"

namespace dy2stat::calls {
namespace {

class JsonFormat : public RecordFormat {
 public:
  // One object a line, with its API; assembled it stands below it.
  void append_record(std::string& text, const Call& call) const override {
    text += "{\"api\": ";
    append_json_string(text, call.name);
    text += ", \"detailed_name\": ";
    append_json_string(text, call.detail.empty() ? call.name : call.detail);
    append_number(text += ", \"start_ns\": ", call.start);
    append_decimal(text += ", \"cost_ms\": ", call.cost, digits_of_a_millisecond);
    append_decimal(text += ", \"own_ms\": ", call.own, digits_of_a_millisecond);
    (text += ", \"arguments\": ") += call.arguments;
    (text += ", \"result\": ") += call.result.empty() ? "null" : call.result;
    if (!call.file.empty()) {
      text += ", \"source\": ";
      append_json_string(text, source_of(call));
    }
    append_number(text += ", \"depth\": ", call.depth);
    append_number(text += ", \"thread\": ", call.thread);
    append_number(text += ", \"process\": ", call.process);
    if (call.raised) text += ", \"raised\": true";
    if (call.unfinished) text += ", \"unfinished\": true";
    text += "}\n";
  }
  std::size_t added_to_record() const override { return 24; }
  std::size_t added_to_group(std::string_view name) const override { return 2 * name.size() + 120; }
  std::string extension() const override { return ".json"; }
  std::string unassembled_extension() const override { return ".jsonl"; }

  void assemble(const std::vector<Group>& groups, const Write& write) const override {
    std::string text = "{";
    for (const auto& group : groups) {
      text += &group == groups.data() ? "\n" : ",\n";
      append_json_string(text, group.name);
      text += fmt::format(": {{\"total_time_ms\": {}, \"number_of_calls\": {}, \"calls\": {{\n",
                          milliseconds(group.total), group.calls.size());
      std::string head = "{\"api\": ";
      append_json_string(head, group.name);
      head += ", ";
      for (const auto& call : group.calls) {
        append_number(text += &call == group.calls.data() ? "\"" : ",\n\"", static_cast<std::int64_t>(call.number));
        text += "\": {";
        text += call.record.substr(head.size(), call.record.size() - head.size() - 1);
        write(text);
        text.clear();
      }
      text += "\n}}";
    }
    write(text += "\n}\n");
  }
};

}  // namespace

std::unique_ptr<RecordFormat> make_json_format() {
  return std::make_unique<JsonFormat>();
}

}  // namespace dy2stat::calls
