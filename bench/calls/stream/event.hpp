// Events as bytes: that a call began, with what, and that it ended, with what.
//
// An event is a header, then packed values: of a beginning its arguments, of an end its result. A value is a tag and
// what the tag says. Events of a thread nest, so that an end belongs to the innermost call that is open.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "bench/calls/stream/arena.hpp"

namespace dy2stat::calls {

enum class EventKind : std::uint8_t { begin, end };

struct EventHeader {
  std::uint32_t bytes;  // of the whole event, a multiple of 8
  EventKind kind;
  bool raised;  // of an end: by an exception
  std::uint16_t unused;
  std::int64_t time;  // steady, in ns
};

struct BeginHeader : EventHeader {
  NameId name, detail;  // 0: no detail
  NameId file;          // 0: not known
  std::uint32_t line;
};

// No event is longer; what would be is cut.
inline constexpr std::size_t longest_event = 4096;

enum class Tag : std::uint8_t {
  none,
  yes,
  no,
  integer,    // i64
  real,       // f64
  complex,    // two f64
  text,       // u32 its length, u32 how many bytes of it follow
  tensor,     // TensorHead, sizes and, unless it is contiguous, strides, i64 each
  undefined,  // a tensor that is none
  list,       // u32 its length, u32 how many values follow
  tuple,      // the same
  dict,       // the same, of pairs
  integers,   // u32 its length, u32 how many i64 follow
  name,       // NameId: a dtype, a function, the class of an object
  keyword,    // NameId, then the argument's value
  cut,        // the room ended: nothing follows
};

struct TensorHead {
  std::uint8_t dtype, device, rank;
  std::int8_t device_index;  // -1: none
  bool requires_grad, contiguous;
};

// How much of a value is kept.
inline constexpr std::uint32_t most_items = 16, most_text = 128;
inline constexpr int most_depth = 4;

// Writes values into the room that an event has. What finds no room is left out, and a cut marks it.
class Packer {
 public:
  Packer(char* at, char* end) : at_(at), end_(end - 1) {}

  void tag(Tag tag) { put(tag); }
  void integer(std::int64_t value) { put(Tag::integer, value); }
  void real(double value) { put(Tag::real, value); }
  void complex(double re, double im) { put(Tag::complex, re, im); }
  void name(NameId id) { put(Tag::name, id); }
  void keyword(NameId id) { put(Tag::keyword, id); }
  void text(std::string_view value);
  // Begins a list, tuple or dict of `length` items; returns how many of them shall follow.
  std::uint32_t items(Tag tag, std::size_t length);
  // A list of `length` integers, of which the first ones are here, `most_items` or all.
  void integers(const std::int64_t* first, std::size_t count, std::size_t length);
  void tensor(const TensorHead& head, const std::int64_t* sizes, const std::int64_t* strides);

  bool is_cut() const { return cut_; }
  char* at() const { return at_; }

 private:
  template <typename... Parts>
  void put(const Parts&... parts) {
    if (!fits((sizeof parts + ...))) return;
    ((std::memcpy(at_, &parts, sizeof parts), at_ += sizeof parts), ...);
  }
  bool fits(std::size_t bytes);

  char *at_, *end_;  // one byte is kept for the cut
  bool cut_ = false;
};

}  // namespace dy2stat::calls
