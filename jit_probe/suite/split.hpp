// Dividing an expectation when only some of its engines and torch versions changed.
#pragma once

#include "jit_probe/suite/case_file.hpp"
#include "jit_probe/suite/rewrite.hpp"

namespace dy2stat {

// What a run saw of an engine and torch that an expectation speaks of.
struct Observation {
  std::string engine;
  TorchVersion torch;
  std::optional<Expected> now;  // what is to be expected from now on; none: the old expectation holds
};

// The expectations that take the old one's place. Nothing is claimed of what lies between two versions that were seen
// to differ: "<=1.13.1" keeps the old verdict, ">=2.13.0" gets the new one. Beyond the oldest and the newest version
// that was seen the nearest of them speaks. Where only one version was seen and the old expectation speaks of older
// ones too, these keep it, unless `whole_range`. The first block is the old expectation's, if anything is left of it.
std::vector<ExpectationBlock> split_expectation(const Expectation& old, const std::vector<Observation>& observations,
                                                bool whole_range);

}  // namespace dy2stat
