// The constants of a graph, each once, with how often it came.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

class CountedConstants {
 public:
  // `constant`: {value, type, operator, argument, line}; see notes/records.md.
  void add(Json constant) {
    if (++counts_[constant.dump()] == 1) order_.push_back(std::move(constant));
  }

  // In the order in which they first came, each with its `count`.
  Json listed() const {
    Json constants = Json::array();
    for (auto constant : order_) {
      constant["count"] = counts_.at(constant.dump());
      constants.push_back(std::move(constant));
    }
    return constants;
  }

 private:
  std::vector<Json> order_;
  std::map<std::string, int> counts_;
};

}  // namespace dy2stat::probes
