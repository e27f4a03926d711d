// The aspect state: parameters, buffers and attributes that calls change.
#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {

void compare_state(const ChangedState& eager, const ChangedState& captured, const Place& place, Findings& findings) {
  for (const auto& [name, snapshot] : eager) {
    const auto here = place.at("'" + name + "'").as(Aspect::state);
    const auto found = captured.find(name);
    if (found == captured.end())
      findings.add(here, Aspect::state, Severity::wrong, brief(snapshot), "unchanged or absent");
    else
      compare_trees(snapshot, found->second, here, findings);
  }
  for (const auto& [name, snapshot] : captured)
    if (!eager.count(name))
      findings.add(place.at("'" + name + "'"), Aspect::state, Severity::wrong, "unchanged or absent", brief(snapshot));
}

}  // namespace dy2stat::parity
