// The JSON form of names.
#include "jit_probe/record/api_names.hpp"

namespace dy2stat {

Json to_json(const NamesOptions& options) {
  return {{"word", json_from_bytes(options.word)}, {"below", options.below}};
}

NamesOptions names_options_from_json(const Json& json) {
  return {bytes_from_json(json.at("word")), json.at("below").get<bool>()};
}

Json to_json(const ApiNames& names) {
  return {{"names", names.names}, {"failure", json_from_bytes(names.failure)}};
}

ApiNames api_names_from_json(const Json& json) {
  return {json.at("names").get<std::vector<std::string>>(), bytes_from_json(json.at("failure"))};
}

}  // namespace dy2stat
