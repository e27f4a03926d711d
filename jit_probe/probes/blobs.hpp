// Collects the long texts of a record, which lie apart from it under the name of their content.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

class Blobs {
 public:
  // `folder` is the folder that the program was loaded from, "" for none: its path says nothing to a reader, changes
  // from run to run, and is cut out of every text.
  explicit Blobs(std::string folder = "") : folder_(std::move(folder)) {}

  // Keeps `text`, without the folder's path, and returns the reference that stands for it in the record.
  Json add_text(std::string_view text);
  // The same for bytes that must stay as they are.
  Json add_bytes(std::string_view bytes);
  // `text` without the folder's path.
  std::string shortened(std::string_view text) const;

  // One blob frame for each content that was added, in the order of adding.
  const std::string& frames() const { return frames_; }

 private:
  std::string folder_;
  std::set<std::string> names_;
  std::string frames_;
};

}  // namespace dy2stat::probes
