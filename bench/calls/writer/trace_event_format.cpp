// The trace-event format, which the trace viewers of browsers open: a complete event a call.
#include <fmt/format.h>

#include "bench/calls/writer/record_format.hpp"
#include "bench/calls/writer/value_text.hpp"

namespace dy2stat::calls {
namespace {

// Nanoseconds as the microseconds that the format counts in.
std::string microseconds(std::int64_t ns) {
  return fmt::format("{}.{:03}", ns / 1000, ns % 1000);
}

class TraceEventFormat : public RecordFormat {
 public:
  std::string heading() const override { return "[\n"; }

  // An array that is never closed is read by the viewers too: so an unassembled file is one already.
  std::string record(const Call& call) const override {
    std::string text = "{\"ph\": \"X\", \"name\": ";
    append_json_string(text, call.name);
    fmt::format_to(std::back_inserter(text), ", \"cat\": \"torch\", \"ts\": {}, \"dur\": {}, \"pid\": {}, \"tid\": {}",
                   microseconds(call.start), microseconds(call.cost), call.process, call.thread);
    text += ", \"args\": {\"detailed_name\": ";
    append_json_string(text, call.detail.empty() ? call.name : call.detail);
    fmt::format_to(std::back_inserter(text), ", \"own_ms\": {}, \"arguments\": {}, \"result\": {}",
                   milliseconds(call.own), call.arguments, call.result.empty() ? "null" : call.result);
    if (!call.file.empty()) {
      text += ", \"source\": ";
      append_json_string(text, source_of(call));
    }
    if (call.raised) text += ", \"raised\": true";
    if (call.unfinished) text += ", \"unfinished\": true";
    return text += "}},\n";
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
