// Collects the long texts of a record, which lie apart from it under the name of their content.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::probes {

class Blobs {
 public:
  // `folders` are those that Python imports from. Their paths say nothing to a reader and change from machine to
  // machine and from run to run: they are cut out of every text, which leaves "program.py" and
  // "torch/nn/functional.py".
  explicit Blobs(std::vector<std::string> folders = {});

  // Keeps `text`, without the folders' paths, and returns the reference that stands for it in the record.
  Json add_text(std::string_view text);
  // The same for bytes that must stay as they are.
  Json add_bytes(std::string_view bytes);
  // `text` without the folders' paths.
  std::string shortened(std::string_view text) const;

  // One blob frame for each content that was added, in the order of adding.
  const std::string& frames() const { return frames_; }

 private:
  std::vector<std::string> prefixes_;  // the folders with a slash at the end, longer ones first
  std::set<std::string> names_;
  std::string frames_;
};

}  // namespace dy2stat::probes
