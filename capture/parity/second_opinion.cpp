// Puts what a life in float64 shows beside what eager showed, tensor by tensor.
#include <algorithm>

#include "capture/parity/observations.hpp"

namespace dy2stat::parity {
namespace {

c10::ScalarType in_double(c10::ScalarType dtype) {
  return c10::isComplexType(dtype) ? at::kComplexDouble : at::kDouble;
}

void add_opinion(TensorSnapshot& eager, const TensorSnapshot& wide) {
  const bool is_float = c10::isFloatingType(eager.dtype) || c10::isComplexType(eager.dtype);
  if (is_float && eager.sizes == wide.sizes && wide.dtype == in_double(eager.dtype)) eager.in_float64 = wide.data;
}

// Goes as deep as both have the same form.
void add_opinion(Snapshot& eager, const Snapshot& wide) {
  if (eager.kind != wide.kind) return;
  if (eager.kind == Kind::tensor) add_opinion(eager.tensor, wide.tensor);
  for (std::size_t i = 0; i < std::min(eager.children.size(), wide.children.size()); ++i)
    add_opinion(eager.children[i], wide.children[i]);
}

void add_opinion(std::map<std::string, Snapshot>& eager, const std::map<std::string, Snapshot>& wide) {
  for (auto& [name, snapshot] : eager)
    if (const auto found = wide.find(name); found != wide.end()) add_opinion(snapshot, found->second);
}

void add_opinion(Call& eager, const Call& wide) {
  if (eager.raised || wide.raised) return;
  add_opinion(eager.result, wide.result);
  add_opinion(eager.arguments, wide.arguments);
}

void add_opinion(GradientCall& eager, const GradientCall& wide) {
  if (eager.raised || wide.raised) return;
  add_opinion(eager.result, wide.result);
  add_opinion(eager.gradients, wide.gradients);
}

template <typename Part>
void add_opinion(std::vector<Part>& eager, const std::vector<Part>& wide) {
  for (std::size_t i = 0; i < std::min(eager.size(), wide.size()); ++i) add_opinion(eager[i], wide[i]);
}

}  // namespace

void add_second_opinion(Observations& eager, const Observations& in_float64) {
  for (std::size_t i = 0; i < std::min(eager.rounds.size(), in_float64.rounds.size()); ++i)
    add_opinion(eager.rounds[i], in_float64.rounds[i]);
  add_opinion(eager.states, in_float64.states);
  add_opinion(eager.gradients, in_float64.gradients);
}

}  // namespace dy2stat::parity
