// The aspect gradients: of the float results by the float inputs and the parameters.
#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {

bool compare_gradients(const GradientCall& eager, const GradientCall& captured, const Place& place,
                       Findings& findings) {
  if (eager.raised) return false;
  const auto here = place.at("gradients").as(Aspect::gradients);
  if (captured.raised) {
    findings.add(here, Aspect::gradients, Severity::wrong, "backward works",
                 captured.raised->type + ": " + captured.raised->message);
    return true;
  }
  for (const auto& [name, gradient] : eager.gradients) {
    const auto found = captured.gradients.find(name);
    if (found == captured.gradients.end())
      findings.add(here.at(name), Aspect::gradients, Severity::wrong, brief(gradient), "no gradient");
    else
      compare_trees(gradient, found->second, here.at(name), findings);
  }
  for (const auto& [name, gradient] : captured.gradients)
    if (!eager.gradients.count(name))
      findings.add(here.at(name), Aspect::gradients, Severity::wrong, "no gradient", brief(gradient));
  return true;
}

}  // namespace dy2stat::parity
