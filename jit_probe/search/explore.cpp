// Choosing, keeping, shrinking.
#include "jit_probe/search/explore.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "jit_probe/search/expression.hpp"
#include "jit_probe/search/shrink.hpp"

namespace dy2stat::search {
namespace {

constexpr std::size_t batch_size = 32;
constexpr int most_shrinking = 400, most_pursued = 6;

FindingKind with_sizes(FindingKind kind, bool other_sizes) {
  if (!other_sizes) return kind;
  return is_counterexample(kind) ? FindingKind::wrong_on_other_sizes : FindingKind::restricted_on_other_sizes;
}

bool share_an_aspect(const Outcome& left, const Outcome& right) {
  return left.differences.empty() ||
         std::any_of(left.differences.begin(), left.differences.end(), [&](const auto& one) {
           return std::any_of(right.differences.begin(), right.differences.end(),
                              [&](const auto& other) { return one.aspect == other.aspect; });
         });
}

std::string words_of(const Input& input) {
  std::string words = "input set " + std::to_string(input.base);
  for (std::size_t k = 0; k < input.steps.size(); ++k) words += (k == 0 ? ": " : "; ") + input.steps[k];
  return words;
}

class Explorer {
 public:
  Explorer(const Searched& searched, Trials& trials, Search& search, const std::function<void()>& progress)
      : searched_(searched), trials_(trials), search_(search), progress_(progress), random_(search.options.seed) {
    for (std::size_t k = 0; k < searched.inputs.size(); ++k) {
      Input base;
      base.arguments = searched.inputs[k];
      base.mode.gradients = true;
      base.base = static_cast<int>(k);
      bases_.push_back(std::move(base));
    }
    corpus_ = bases_;
    for (const auto& base : bases_)
      for (const auto& mutation : fitting_mutations(base, searched.surroundings))
        singles_.push_back({base.base, mutation});
    random_.shuffle(singles_);
  }

  void run() {
    try_own_input_sets();
    while (search_.already.empty() && search_.tried < search_.options.budget) try_batch();
    search_.branches = static_cast<int>(reached_.size());
    search_.branches_known = std::max(search_.branches, static_cast<int>(trials_.known_branches().size()));
    std::stable_sort(search_.findings.begin(), search_.findings.end(),
                     [](const Finding& left, const Finding& right) { return left.kind < right.kind; });
  }

 private:
  // A capture that is wrong on these needs no search.
  void try_own_input_sets() {
    const auto outcomes = timed(bases_);
    if (outcomes.front().eager_raised || outcomes.front().gave_up)
      throw std::runtime_error("eager itself fails on the first input set, so that nothing can be compared");
    for (std::size_t k = 0; k < outcomes.size() && search_.already.empty(); ++k) {
      note_branches(outcomes[k]);
      if (!outcomes[k].kind) continue;
      if (*outcomes[k].kind == FindingKind::restricted)
        pursue(bases_[k], outcomes[k]);
      else
        check_own(bases_[k]);
    }
    // The first one once more: a confirmation makes more calls, and what differs in the second is no fault of an input.
    if (search_.already.empty()) check_own(bases_.front());
  }

  void check_own(const Input& base) {
    const auto sure = trials_.confirm(base);
    if (sure.what != Confirmation::What::shown || !is_counterexample(*sure.outcome.kind)) return;
    search_.already = "it already differs on the case's own input set " + std::to_string(base.base) + " (" +
                      words_of_aspects(sure.outcome) + ")";
  }

  static std::string words_of_aspects(const Outcome& outcome) {
    std::string words;
    for (const auto& difference : outcome.differences)
      if (const std::string name(name_of(difference.aspect)); words.find(name) == std::string::npos)
        words += (words.empty() ? "" : ", ") + name;
    return words.empty() ? "its process dies" : words;
  }

  std::vector<Outcome> timed(const std::vector<Input>& inputs) {
    const auto began = std::chrono::steady_clock::now();
    auto outcomes = trials_.try_all(inputs);
    search_.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return outcomes;
  }

  void try_batch() {
    std::vector<Input> batch;
    const auto left = static_cast<std::size_t>(search_.options.budget - search_.tried);
    const auto began = std::chrono::steady_clock::now();
    while (batch.size() < std::min(batch_size, left)) batch.push_back(next_input());
    search_.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const auto outcomes = timed(batch);
    for (std::size_t k = 0; k < batch.size(); ++k) take(batch[k], outcomes[k]);
    progress_();
  }

  void note_branches(const Outcome& outcome) { reached_.insert(outcome.branches.begin(), outcome.branches.end()); }

  void take(const Input& input, const Outcome& outcome) {
    ++search_.tried;
    search_.raised_in_eager += outcome.eager_raised;
    search_.gave_up += outcome.gave_up;
    for (const auto& mutation : input.mutations)
      if (const std::pair one{mutation.where, mutation.change}; !outcome.gave_up)
        survived_.insert(one);
      else if (!survived_.contains(one))
        hopeless_.insert(one);
    const auto before = reached_.size();
    note_branches(outcome);
    if (reached_.size() > before && !outcome.gave_up) corpus_.push_back(input);
    if (!outcome.kind) return;
    ++search_.differing;
    pursue(input, outcome);
  }

  FindingKind kind_of(const Input& input, const Outcome& outcome) const {
    return with_sizes(*outcome.kind, has_other_sizes(input.arguments, searched_.inputs, searched_.dynamic));
  }

  // Confirms, shrinks and keeps what is the first of its kind.
  void pursue(const Input& input, const Outcome& outcome) {
    const auto kind = kind_of(input, outcome);
    const bool known = std::any_of(search_.findings.begin(), search_.findings.end(),
                                   [&](const Finding& finding) { return finding.kind == kind; });
    if (known || pursued_[kind] >= most_pursued) return;
    ++pursued_[kind];
    auto sure = trials_.confirm(input);
    note_unsure(sure);
    if (sure.what != Confirmation::What::shown) return;
    int shrinking = 0;
    auto smallest = shrunk(input, sure.outcome, kind, shrinking);
    auto of_smallest = trials_.confirm(smallest);
    if (of_smallest.what == Confirmation::What::shown && kind_of(smallest, of_smallest.outcome) == kind)
      sure = std::move(of_smallest);
    else
      smallest = input;
    keep(smallest, sure.outcome, kind, words_of(input), shrinking);
  }

  void note_unsure(const Confirmation& confirmation) {
    search_.unconfirmed += confirmation.what == Confirmation::What::not_shown;
    search_.nondeterministic += confirmation.what == Confirmation::What::nondeterministic;
    search_.rounding += confirmation.what == Confirmation::What::rounding;
  }

  void keep(const Input& input, const Outcome& outcome, FindingKind kind, std::string from, int shrinking) {
    const auto expression = expression_of(input);
    Finding finding;
    finding.kind = kind;
    finding.input = expression.text;
    finding.stands_alone = expression.stands_alone;
    finding.training = input.mode.training;
    finding.no_grad = input.mode.no_grad;
    finding.differences = outcome.differences;
    finding.error = outcome.error;
    finding.tried = search_.tried;
    finding.from = std::move(from);
    finding.shrinking = shrinking;
    search_.findings.push_back(std::move(finding));
  }

  Input shrunk(Input input, const Outcome& shown, FindingKind kind, int& tried) {
    while (tried < most_shrinking) {
      const auto simpler = simpler_than(input, bases_, searched_.surroundings);
      bool found = false;
      for (std::size_t from = 0; from < simpler.size() && !found && tried < most_shrinking; from += batch_size) {
        const std::vector<Input> batch(
            simpler.begin() + static_cast<std::ptrdiff_t>(from),
            simpler.begin() + static_cast<std::ptrdiff_t>(std::min(from + batch_size, simpler.size())));
        const auto outcomes = trials_.try_all(batch);
        tried += static_cast<int>(batch.size());
        for (std::size_t k = 0; k < batch.size() && !found; ++k) {
          note_branches(outcomes[k]);
          if (!outcomes[k].kind || kind_of(batch[k], outcomes[k]) != kind || !share_an_aspect(shown, outcomes[k]))
            continue;
          input = batch[k];
          found = true;
        }
      }
      if (!found) break;
    }
    return input;
  }

  // First each single mutation of each input set, then several on what led further.
  Input next_input() {
    for (int attempt = 0; attempt < 20; ++attempt) {
      auto made = !singles_.empty() && !random_.one_in(3) ? next_single() : next_of_corpus();
      if (!made || !is_new(*made)) continue;
      made->mode.gradients = random_.one_in(3);
      return std::move(*made);
    }
    return random_.pick(corpus_);  // it cannot be changed, or everything was tried
  }

  std::optional<Input> next_single() {
    auto [base, mutation] = singles_.back();
    singles_.pop_back();
    mutation.seed = random_.next();
    return with(bases_[static_cast<std::size_t>(base)], mutation);
  }

  std::optional<Input> next_of_corpus() {
    constexpr std::size_t newest = 4;
    const auto& parent = random_.one_in(2) && corpus_.size() > newest
                             ? corpus_[corpus_.size() - 1 - random_.below(newest)]
                             : random_.pick(corpus_);
    std::optional<Input> made = parent;
    for (auto more = 1 + random_.below(3); made && more > 0; --more) {
      auto mutation = random_.pick(fitting_mutations(*made, searched_.surroundings));
      mutation.seed = random_.next();
      made = with(*made, mutation);
    }
    return made;
  }

  std::optional<Input> with(const Input& input, const Mutation& mutation) const {
    const std::pair one{mutation.where, mutation.change};
    if (hopeless_.contains(one) && !survived_.contains(one)) return std::nullopt;
    return mutated(input, mutation, searched_.surroundings);
  }

  // Large inputs are not compared with those before: they rarely repeat, and writing them down takes long.
  bool is_new(const Input& input) {
    constexpr std::int64_t most_compared = 256;
    std::int64_t elements = 0;
    for (const auto& part : parts_of(input.arguments))
      if (is_plain_tensor(part.value)) elements += tensor_in(part.value).numel();
    if (elements > most_compared) return true;
    const auto mode = std::string(input.mode.no_grad ? "n" : "") + (input.mode.training ? "t" : "");
    return seen_.insert(mode + expression_of(input).text).second;
  }

  struct Single {
    int base;
    Mutation mutation;
  };

  const Searched& searched_;
  Trials& trials_;
  Search& search_;
  const std::function<void()>& progress_;
  Random random_;
  std::vector<Input> bases_, corpus_;
  std::vector<Single> singles_;
  std::set<std::pair<Path, int>> survived_, hopeless_;  // mutations that eager ended with, and those it never did
  std::set<std::string> seen_;
  std::map<FindingKind, int> pursued_;
  Branches reached_;
};

}  // namespace

void explore(const Searched& searched, Trials& trials, Search& search, const std::function<void()>& progress) {
  Explorer(searched, trials, search, progress).run();
}

}  // namespace dy2stat::search
