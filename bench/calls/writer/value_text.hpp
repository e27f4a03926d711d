// Packed values as JSON text.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "bench/calls/stream/arena.hpp"

namespace dy2stat::calls {

void append_json_string(std::string& text, std::string_view value);

// Remembers what it wrote: the same arguments come again and again.
class ValueText {
 public:
  explicit ValueText(const Arena& arena) : arena_(arena) {}

  // Arguments as a list; those given by keyword as {"name": value}. A tensor is an object with its dtype, shape,
  // strides, device and requires_grad. The view is good until the next call.
  std::string_view arguments(std::string_view packed);
  // The first value alone; empty if there is none.
  std::string_view value(std::string_view packed);

 private:
  std::string_view remembered(std::string_view packed, bool as_list);

  const Arena& arena_;
  // Looks a view up without making a string of it.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> lists_, values_;
};

}  // namespace dy2stat::calls
