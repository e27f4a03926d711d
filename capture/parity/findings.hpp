// Collects differences, with the chain of context that leads to each.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capture/parity/parity.hpp"

namespace dy2stat::parity {

// Where the comparison stands: "input set 1 -> round 0 -> result -> [2]".
class Place {
 public:
  Place at(std::string step) const {
    auto deeper = *this;
    deeper.steps_.push_back(std::move(step));
    return deeper;
  }
  // Everything found from here on belongs to this aspect (notes on containers and strides excepted).
  Place as(Aspect aspect) const {
    auto same = *this;
    same.aspect_ = aspect;
    return same;
  }
  Aspect aspect_or(Aspect aspect) const { return aspect_.value_or(aspect); }
  std::string text() const;
  std::string text_without_round() const;

 private:
  std::string joined(bool with_round) const;
  std::vector<std::string> steps_;
  std::optional<Aspect> aspect_;
};

class Findings {
 public:
  // What is found in the aspects of `left_out` is dropped.
  Findings(Comparison& comparison, const std::vector<Aspect>& left_out)
      : comparison_(comparison), left_out_(left_out.begin(), left_out.end()) {}
  // Keeps the first one for each aspect, severity and place without its round, 50 in all: further wrong ones take the
  // place of notes, and the first wrong one of an aspect that of one whose aspect has several.
  void add(const Place& place, Aspect aspect, Severity severity, std::string eager, std::string captured,
           std::string detail = "");
  void tolerance(const std::string& dtype, double relative, double absolute);

 private:
  bool make_room(Aspect aspect, Severity severity);

  Comparison& comparison_;
  std::set<Aspect> left_out_;
  std::set<std::pair<std::pair<Aspect, Severity>, std::string>> seen_;
};

}  // namespace dy2stat::parity
