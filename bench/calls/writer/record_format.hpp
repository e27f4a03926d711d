// The formats of call records. A record is text that stands alone; a file is assembled of them when it is complete.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/calls/writer/call.hpp"

namespace dy2stat::calls {

// The records of one API in a file, in the order of their starts.
struct Group {
  std::string_view name;
  std::int64_t total = 0;  // ns, of these records
  struct One {
    std::uint64_t number;     // of the call among all calls of this API in the recording, from 1
    std::string_view record;  // as `append_record` made it
  };
  std::vector<One> calls;
};

class RecordFormat {
 public:
  virtual ~RecordFormat() = default;
  // What the unassembled file begins with.
  virtual std::string heading() const { return {}; }
  // Appends a record of the unassembled file, its line end included.
  virtual void append_record(std::string& text, const Call& call) const = 0;
  // At most how many bytes assembling adds: to a record, and for an API of this name.
  virtual std::size_t added_to_record() const = 0;
  virtual std::size_t added_to_group(std::string_view name) const = 0;
  // How an assembled file ends in its name: ".json"
  virtual std::string extension() const = 0;
  // How an unassembled file ends, when the disk is too full to assemble it.
  virtual std::string unassembled_extension() const = 0;
  using Write = std::function<void(std::string_view)>;
  virtual void assemble(const std::vector<Group>& groups, const Write& write) const = 0;
};

// Of "json", "csv" or "trace-event". Throws BadOption.
std::unique_ptr<RecordFormat> make_format(const std::string& name);

std::unique_ptr<RecordFormat> make_json_format();
std::unique_ptr<RecordFormat> make_csv_format();
std::unique_ptr<RecordFormat> make_trace_event_format();

// A million times in a recording: what these append is not formatted by a text that is parsed anew each time.
void append_number(std::string& text, std::int64_t number);
// Nanoseconds in a unit of 10^digits of them, to the last one: 1000001 by 6 digits, as milliseconds, is 1.000001.
void append_decimal(std::string& text, std::int64_t ns, int digits);
inline constexpr int digits_of_a_millisecond = 6, digits_of_a_microsecond = 3;
std::string milliseconds(std::int64_t ns);
// "model.py:12", or nothing.
std::string source_of(const Call& call);

}  // namespace dy2stat::calls
