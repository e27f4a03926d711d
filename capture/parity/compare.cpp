// Walks through two lives call by call and hands each aspect its part.
#include <algorithm>

#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {
namespace {

bool changes_state(const Observations& observations) {
  return std::any_of(observations.states.begin(), observations.states.end(),
                     [](const auto& state) { return !state.empty(); });
}

class Comparer {
 public:
  Comparer(const Observations& eager, const Observations& captured, const std::vector<Aspect>& cannot_have)
      : eager_(eager), captured_(captured), findings_(comparison_, cannot_have) {
    comparison_.not_checked = cannot_have;
  }

  Comparison compare() {
    for (std::size_t round = 0; round < std::min(eager_.rounds.size(), captured_.rounds.size()); ++round) {
      const auto& left = eager_.rounds[round];
      const auto& right = captured_.rounds[round];
      for (std::size_t input = 0; input < std::min(left.size(), right.size()); ++input)
        compare_calls(left[input], right[input], place_of(input, round));
      if (!diverged_)
        compare_state(eager_.states[round], captured_.states[round],
                      Place().at("state").at("round " + std::to_string(round)), findings_);
    }
    compare_all_gradients();
    return std::move(comparison_);
  }

 private:
  static Place place_of(std::size_t input, std::size_t round) {
    return Place().at("input set " + std::to_string(input)).at("round " + std::to_string(round));
  }

  void compare_calls(const Call& eager, const Call& captured, const Place& place) {
    if (!eager.raised) {
      ++comparison_.calls;
      if (captured.raised) return note_raise(*captured.raised);
    }
    if (diverged_) return;
    compare_exceptions(eager, captured, place, findings_);
    if (eager.raised && !captured.raised) return diverge();
    if (!eager.raised) {
      compare_trees(eager.result, captured.result, place.at("result"), findings_);
      compare_aliasing(eager, captured, place, findings_);
    }
    compare_mutation(eager, captured, place, findings_);
    compare_output(eager, captured, place, findings_);
  }

  void note_raise(const Raised& raised) {
    ++comparison_.raised_where_eager_did_not;
    if (!comparison_.first_raise) comparison_.first_raise = Error{raised.type, raised.message, raised.where, nullptr};
    diverge();
  }

  // One of the two did not go through a whole call, which leaves other state behind: what follows from it is no fault
  // of its own, and where a program has state, nothing after this call can be judged.
  void diverge() {
    if (diverged_ || !changes_state(eager_)) return;
    diverged_ = true;
    not_checked(Aspect::state);
  }

  void not_checked(Aspect aspect) {
    auto& aspects = comparison_.not_checked;
    if (std::find(aspects.begin(), aspects.end(), aspect) == aspects.end()) aspects.push_back(aspect);
  }

  // Whether this input set was answered in every round.
  static bool answered(const Observations& observations, std::size_t input) {
    return std::all_of(observations.rounds.begin(), observations.rounds.end(),
                       [&](const auto& calls) { return input < calls.size() && !calls[input].raised; });
  }

  // The round for gradients comes after all others. Its results show what requires gradients when the inputs do.
  void compare_all_gradients() {
    bool checked = !diverged_ && !eager_.gradients.empty() && !captured_.gradients.empty();
    const auto count = checked ? std::min(eager_.gradients.size(), captured_.gradients.size()) : 0;
    for (std::size_t input = 0; input < count; ++input) {
      if (!answered(eager_, input) || !answered(captured_, input)) continue;
      const auto& left = eager_.gradients[input];
      const auto& right = captured_.gradients[input];
      if (!left.raised && !right.raised)
        compare_trees(left.result, right.result, place_of(input, eager_.rounds.size()).at("result"), findings_);
      checked &= compare_gradients(left, right, Place().at("input set " + std::to_string(input)), findings_);
    }
    if (!checked) not_checked(Aspect::gradients);
  }

  const Observations& eager_;
  const Observations& captured_;
  Comparison comparison_;
  Findings findings_;
  bool diverged_ = false;
};

}  // namespace

Comparison compare(const Observations& eager, const Observations& captured, const std::vector<Aspect>& cannot_have) {
  return Comparer(eager, captured, cannot_have).compare();
}

}  // namespace dy2stat::parity
