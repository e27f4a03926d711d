// Frames: what jit_probe and a worker send each other over the worker's stdin and stdout.
//
// A frame is four bytes of payload length (little endian), one byte of kind, and the payload: JSON, or the raw bytes of
// a blob or of a part of a file. The worker's first frame is `hello`; jit_probe then sends one request at a time and
// the worker answers it with blobs, records and, last, `done`. Where calls are recorded it sends files, each a frame
// that announces it and then its parts.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dy2stat {

// 2: recordings of calls, names of APIs, benchmarks that are continued. 4: a program's syntax. 5: corpora. A worker of
// an older version would judge such programs.
inline constexpr int protocol_version = 5;

enum class FrameKind : char { json = 'J', blob = 'B', part = 'P' };

struct Frame {
  FrameKind kind = FrameKind::json;
  std::string payload;
};

// Bytes that are no frame: the other side is no worker, or something wrote into its stdout.
struct BadFrame : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t frame_header_bytes = 5;
// Longer payloads are refused: their length is more likely text of another program than a frame.
inline constexpr std::uint32_t longest_payload = 2u << 30;

std::string frame_header(FrameKind kind, std::size_t payload_bytes);

// Cuts a stream of bytes into frames.
class FrameReader {
 public:
  void feed(std::string_view bytes);
  // The next whole frame, if there is one. Throws BadFrame.
  std::optional<Frame> next();
  // Bytes that were fed and belong to no whole frame yet.
  std::size_t pending() const { return buffer_.size() - start_; }

 private:
  std::string buffer_;
  std::size_t start_ = 0;
};

}  // namespace dy2stat
