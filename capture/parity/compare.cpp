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
  Comparer(const Observations& eager, const Observations& captured) : eager_(eager), captured_(captured) {}

  Comparison compare() {
    for (std::size_t round = 0; round < std::min(eager_.rounds.size(), captured_.rounds.size()); ++round) {
      const auto& left = eager_.rounds[round];
      const auto& right = captured_.rounds[round];
      for (std::size_t input = 0; input < std::min(left.size(), right.size()); ++input)
        compare_calls(left[input], right[input],
                      Place().at("input set " + std::to_string(input)).at("round " + std::to_string(round)));
      if (!diverged_)
        compare_state(eager_.states[round], captured_.states[round],
                      Place().at("state").at("round " + std::to_string(round)), findings_);
    }
    compare_all_gradients();
    return std::move(comparison_);
  }

 private:
  void compare_calls(const Call& eager, const Call& captured, const Place& place) {
    if (!eager.raised) {
      ++comparison_.calls;
      if (captured.raised) {
        ++comparison_.raised_where_eager_did_not;
        if (!comparison_.first_raise)
          comparison_.first_raise =
              Error{captured.raised->type, captured.raised->message, captured.raised->where, nullptr};
        // A call that did not happen leaves other state behind: what follows from it is no fault of its own.
        if (changes_state(eager_) && !diverged_) {
          diverged_ = true;
          comparison_.not_checked.push_back(Aspect::state);
        }
        return;
      }
    }
    if (diverged_) return;
    compare_exceptions(eager, captured, place, findings_);
    if (!eager.raised) {
      compare_trees(eager.result, captured.result, place.at("result"), findings_);
      compare_aliasing(eager, captured, place, findings_);
    }
    if (eager.raised && !captured.raised) return;
    compare_mutation(eager, captured, place, findings_);
    compare_output(eager, captured, place, findings_);
  }

  // Whether this input set was answered in every round.
  static bool answered(const Observations& observations, std::size_t input) {
    return std::all_of(observations.rounds.begin(), observations.rounds.end(),
                       [&](const auto& calls) { return input < calls.size() && !calls[input].raised; });
  }

  void compare_all_gradients() {
    bool checked = !diverged_ && !eager_.gradients.empty() && !captured_.gradients.empty();
    const auto count = checked ? std::min(eager_.gradients.size(), captured_.gradients.size()) : 0;
    for (std::size_t input = 0; input < count; ++input) {
      if (!answered(eager_, input) || !answered(captured_, input)) continue;
      const auto place = Place().at("input set " + std::to_string(input));
      checked &= compare_gradients(eager_.gradients[input], captured_.gradients[input], place, findings_);
    }
    if (!checked) comparison_.not_checked.push_back(Aspect::gradients);
  }

  const Observations& eager_;
  const Observations& captured_;
  Comparison comparison_;
  Findings findings_{comparison_};
  bool diverged_ = false;
};

}  // namespace

Comparison compare(const Observations& eager, const Observations& captured) {
  return Comparer(eager, captured).compare();
}

}  // namespace dy2stat::parity
