// Another run, or another worker, as what is expected of records of which their cases expect nothing.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

class Baseline {
 public:
  // The record becomes what is expected; `name` says where it is from: "baseline runs/one". A flaky or unavailable
  // record says nothing.
  void add(const Record& record, const std::string& name);

  // What the baseline has for the record's case and engine: that of the same worker, or, where the baseline is of one
  // worker only, that worker's. Compared are the verdict, the stage and the aspects; not an error's words, which change
  // from torch to torch.
  std::optional<Expected> expected_for(const Record& record) const;

 private:
  std::map<std::vector<std::string>, Expected> expected_;  // by case, engine, worker
  std::set<std::string> workers_;
};

}  // namespace dy2stat
