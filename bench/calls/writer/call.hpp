// A call as the writer knows it, once it has ended: what a record is written from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dy2stat::calls {

struct Call {
  std::string_view name, detail, file;  // no detail: the same as the name; no file: not known
  std::uint32_t line = 0;
  std::int64_t start = 0, cost = 0, own = 0;  // ns; the start since 1970, its own cost without the calls inside it
  int depth = 0;
  std::uint32_t process = 0, thread = 0;
  std::string_view arguments, result;  // as JSON: a list, and a value; empty result: there was none
  bool raised = false, unfinished = false;
};

}  // namespace dy2stat::calls
