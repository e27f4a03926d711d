// The trace-event format, which the trace viewers of browsers open: a complete event a call.
#include "bench/calls/writer/record_format.hpp"
#include "bench/calls/writer/value_text.hpp"

namespace dy2stat::calls {
namespace {

class TraceEventFormat : public RecordFormat {
 public:
  std::string heading() const override { return "[\n"; }

  // An array that is never closed is read by the viewers too: so an unassembled file is one already.
  void append_record(std::string& text, const Call& call) const override {
    text += "{\"ph\": \"X\", \"name\": ";
    append_json_string(text, call.name);
    append_decimal(text += ", \"cat\": \"torch\", \"ts\": ", call.start, digits_of_a_microsecond);
    append_decimal(text += ", \"dur\": ", call.cost, digits_of_a_microsecond);
    append_number(text += ", \"pid\": ", call.process);
    append_number(text += ", \"tid\": ", call.thread);
    text += ", \"args\": {\"detailed_name\": ";
    append_json_string(text, call.detail.empty() ? call.name : call.detail);
    append_decimal(text += ", \"own_ms\": ", call.own, digits_of_a_millisecond);
    (text += ", \"arguments\": ") += call.arguments;
    (text += ", \"result\": ") += call.result.empty() ? "null" : call.result;
    if (!call.file.empty()) {
      text += ", \"source\": ";
      append_json_string(text, source_of(call));
    }
    if (call.raised) text += ", \"raised\": true";
    if (call.unfinished) text += ", \"unfinished\": true";
    text += "}},\n";
  }
  std::size_t added_to_record() const override { return 0; }
  std::size_t added_to_group(std::string_view) const override { return 0; }
  std::string extension() const override { return ".json"; }
  std::string unassembled_extension() const override { return ".json"; }

  void assemble(const std::vector<Group>& groups, const Write& write) const override {
    write("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [");
    bool first = true;
    for (const auto& group : groups)
      for (const auto& call : group.calls) {
        write(first ? "\n" : ",\n");
        write(call.record.substr(0, call.record.size() - 2));
        first = false;
      }
    write("\n]}\n");
  }
};

}  // namespace

std::unique_ptr<RecordFormat> make_trace_event_format() {
  return std::make_unique<TraceEventFormat>();
}

}  // namespace dy2stat::calls
