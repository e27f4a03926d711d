// Public names of torch's APIs: what is asked of a worker, and its answer.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {

struct NamesOptions {
  std::string word;    // "torch.optim.adam:Adam"
  bool below = false;  // the names of every callable below it, not its own
};
Json to_json(const NamesOptions& options);
NamesOptions names_options_from_json(const Json& json);

struct ApiNames {
  std::vector<std::string> names;
  std::string failure;  // why there are none, in one sentence; empty if there are
};
Json to_json(const ApiNames& names);
// Throws nlohmann's exceptions.
ApiNames api_names_from_json(const Json& json);

}  // namespace dy2stat
