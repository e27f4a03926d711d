// Packing values.
#include "bench/calls/stream/event.hpp"

#include <algorithm>

namespace dy2stat::calls {

bool Packer::fits(std::size_t bytes) {
  if (cut_) return false;
  if (bytes <= static_cast<std::size_t>(end_ - at_)) return true;
  cut_ = true;
  *at_++ = static_cast<char>(Tag::cut);
  return false;
}

void Packer::text(std::string_view value) {
  const auto length = static_cast<std::uint32_t>(value.size()), kept = std::min(length, most_text);
  if (!fits(1 + 8 + kept)) return;
  put(Tag::text, length, kept);
  std::memcpy(at_, value.data(), kept);
  at_ += kept;
}

std::uint32_t Packer::items(Tag tag, std::size_t length) {
  const auto all = static_cast<std::uint32_t>(length), kept = std::min(all, most_items);
  put(tag, all, kept);
  return cut_ ? 0 : kept;
}

void Packer::integers(const std::int64_t* first, std::size_t count, std::size_t length) {
  const auto all = static_cast<std::uint32_t>(length), kept = static_cast<std::uint32_t>(count);
  if (!fits(1 + 8 + kept * 8)) return;
  put(Tag::integers, all, kept);
  std::memcpy(at_, first, kept * 8);
  at_ += kept * 8;
}

void Packer::tensor(const TensorHead& head, const std::int64_t* sizes, const std::int64_t* strides) {
  const std::size_t one = head.rank * sizeof *sizes;
  if (!fits(1 + sizeof head + one * (head.contiguous ? 1 : 2))) return;
  put(Tag::tensor, head);
  std::memcpy(at_, sizes, one);
  at_ += one;
  if (head.contiguous) return;
  std::memcpy(at_, strides, one);
  at_ += one;
}

}  // namespace dy2stat::calls
