// Writing and cutting frames.
#include "jit_probe/record/frame.hpp"

namespace dy2stat {

std::string frame_header(FrameKind kind, std::size_t payload_bytes) {
  if (payload_bytes > longest_payload)
    throw BadFrame("a frame of " + std::to_string(payload_bytes) + " bytes is too long to send");
  std::string header;
  for (int shift = 0; shift < 32; shift += 8) header += static_cast<char>(payload_bytes >> shift & 255);
  return header + static_cast<char>(kind);
}

void FrameReader::feed(std::string_view bytes) {
  // What was taken is dropped once it is more than what is left: each byte is moved once at most.
  if (start_ > buffer_.size() / 2) buffer_.erase(0, start_), start_ = 0;
  buffer_.append(bytes);
}

std::optional<Frame> FrameReader::next() {
  if (pending() < frame_header_bytes) return std::nullopt;
  const auto* header = reinterpret_cast<const unsigned char*>(buffer_.data() + start_);
  const std::uint32_t length = header[0] | header[1] << 8 | header[2] << 16 | std::uint32_t{header[3]} << 24;
  const char kind = static_cast<char>(header[4]);
  if (length > longest_payload || (kind != 'J' && kind != 'B' && kind != 'P'))
    throw BadFrame("this is no frame of the worker protocol: '" + buffer_.substr(start_, 60) + "'");
  if (pending() < frame_header_bytes + length) return std::nullopt;
  Frame frame{static_cast<FrameKind>(kind), buffer_.substr(start_ + frame_header_bytes, length)};
  start_ += frame_header_bytes + length;
  return frame;
}

}  // namespace dy2stat
