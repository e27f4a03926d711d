// Blob frames of a record.
#include "jit_probe/probes/blobs.hpp"

#include "jit_probe/record/frame.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/record/sha256.hpp"

namespace dy2stat::probes {

std::string Blobs::shortened(std::string_view text) const {
  if (folder_.empty()) return std::string(text);
  const auto path = folder_ + "/";
  std::string kept;
  for (std::size_t start = 0;;) {
    const auto found = text.find(path, start);
    kept += text.substr(start, found - start);
    if (found == std::string_view::npos) return kept;
    start = found + path.size();
  }
}

Json Blobs::add_text(std::string_view text) {
  return add_bytes(shortened(text));
}

Json Blobs::add_bytes(std::string_view bytes) {
  const auto name = sha256_hex(bytes);
  if (names_.insert(name).second) {
    frames_ += frame_header(FrameKind::blob, name.size() + bytes.size());
    frames_ += name;
    frames_ += bytes;
  }
  return text_reference(name, bytes.size());
}

}  // namespace dy2stat::probes
