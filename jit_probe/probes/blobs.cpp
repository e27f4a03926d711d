// Blob frames of a record.
#include "jit_probe/probes/blobs.hpp"

#include <algorithm>

#include "jit_probe/record/frame.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/record/sha256.hpp"

namespace dy2stat::probes {

namespace {

std::string without(std::string_view text, const std::string& part) {
  std::string kept;
  for (std::size_t start = 0;;) {
    const auto found = text.find(part, start);
    kept += text.substr(start, found - start);
    if (found == std::string_view::npos) return kept;
    start = found + part.size();
  }
}

}  // namespace

Blobs::Blobs(std::vector<std::string> folders) {
  for (auto& folder : folders)
    if (folder.starts_with("/") && folder.size() > 1) prefixes_.push_back(std::move(folder) + "/");
  std::sort(prefixes_.begin(), prefixes_.end(), [](auto& a, auto& b) { return a.size() > b.size(); });
}

std::string Blobs::shortened(std::string_view text) const {
  std::string kept(text);
  for (const auto& prefix : prefixes_) kept = without(kept, prefix);
  return kept;
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
