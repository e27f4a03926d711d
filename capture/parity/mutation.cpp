// The aspect mutation: what the call left in its arguments.
#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {

void compare_mutation(const Call& eager, const Call& captured, const Place& place, Findings& findings) {
  const auto here = place.at("arguments after the call").as(Aspect::mutation);
  const auto& left = eager.arguments.children;
  const auto& right = captured.arguments.children;
  if (left.size() != 2 || right.size() != 2) return compare_trees(eager.arguments, captured.arguments, here, findings);
  compare_trees(left[0], right[0], here, findings);
  compare_trees(left[1], right[1], here, findings);
}

}  // namespace dy2stat::parity
