// The table as a whole, and the changes of the mode.
#include "jit_probe/search/changes.hpp"

namespace dy2stat::search {
namespace {

// The mode's changes have numbers below those of the table.
constexpr int flip_training = -1, without_grad = -2;

const std::vector<Change>& all_changes() {
  static const auto all = [] {
    std::vector<Change> changes;
    for (const auto* part : {&element_changes(), &memory_changes(), &python_changes(), &joint_changes()})
      changes.insert(changes.end(), part->begin(), part->end());
    return changes;
  }();
  return all;
}

std::optional<Input> with_mode(Input input, int change, const Surroundings& surroundings) {
  if (change == without_grad) {
    input.mode.no_grad = !input.mode.no_grad;
    input.steps.push_back(input.mode.no_grad ? "under no_grad" : "not under no_grad");
  } else if (input.mode.training) {
    return std::nullopt;
  } else {
    input.mode.training = !surroundings.training;
    input.steps.push_back(surroundings.training ? "in evaluation mode" : "in training mode");
  }
  return input;
}

std::optional<parity::InputSet> changed_arguments(const Input& input, const Mutation& mutation, const Part& part,
                                                  const Surroundings& surroundings) {
  const auto& change = all_changes()[static_cast<std::size_t>(mutation.change)];
  Random random(mutation.seed);
  at::NoGradGuard no_grad;
  if (change.arguments) return change.arguments(input.arguments, part, random);
  const auto made = change.value(part.value, random, surroundings);
  if (!made || made.is(part.value)) return std::nullopt;
  // The same object in two places stays the same object.
  return is_plain_tensor(part.value) ? with_object(input.arguments, part.value, made)
                                     : with_part(input.arguments, part.path, made);
}

}  // namespace

std::vector<Mutation> fitting_mutations(const Input& input, const Surroundings& surroundings) {
  std::vector<Mutation> fitting;
  for (const auto& part : parts_of(input.arguments))
    for (std::size_t k = 0; k < all_changes().size(); ++k)
      if (all_changes()[k].fits(part.value)) fitting.push_back({static_cast<int>(k), part.path, 0});
  if (surroundings.has_module) fitting.push_back({flip_training, {}, 0});
  fitting.push_back({without_grad, {}, 0});
  return fitting;
}

std::optional<Input> mutated(const Input& input, const Mutation& mutation, const Surroundings& surroundings) {
  auto made = input;
  made.mutations.push_back(mutation);
  if (mutation.change < 0) return with_mode(std::move(made), mutation.change, surroundings);
  for (const auto& part : parts_of(input.arguments)) {
    const auto& change = all_changes()[static_cast<std::size_t>(mutation.change)];
    if (part.path != mutation.where || !change.fits(part.value)) continue;
    try {
      auto arguments = changed_arguments(input, mutation, part, surroundings);
      if (!arguments) return std::nullopt;
      made.arguments = std::move(*arguments);
    } catch (const std::exception&) {
      return std::nullopt;  // this value cannot be changed in this way
    }
    made.steps.push_back(part.place + ": " + change.words);
    return made;
  }
  return std::nullopt;
}

}  // namespace dy2stat::search
