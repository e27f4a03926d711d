// Judging, and the modes of a call.
#include "jit_probe/search/trial.hpp"

#include <algorithm>

namespace dy2stat::search {
namespace {

constexpr std::size_t most_kept = 4;

bool is_wrong_one(const Difference& difference) {
  return difference.severity == Severity::wrong;
}

}  // namespace

Json to_json(const Outcome& outcome) {
  Json json{{"eager_raised", outcome.eager_raised}, {"gave_up", outcome.gave_up}};
  if (outcome.kind) json["kind"] = name_of(*outcome.kind);
  for (const auto& difference : outcome.differences) json["differences"].push_back(dy2stat::to_json(difference));
  if (outcome.error) json["error"] = dy2stat::to_json(*outcome.error);
  for (const auto& branch : outcome.branches) json["branches"].push_back(json_from_bytes(branch));
  return json;
}

Outcome outcome_from_json(const Json& json) {
  Outcome outcome;
  outcome.eager_raised = json.at("eager_raised").get<bool>();
  outcome.gave_up = json.at("gave_up").get<bool>();
  if (json.contains("kind")) outcome.kind = finding_kind_from(json.at("kind").get<std::string>());
  if (json.contains("differences"))
    for (const auto& difference : json.at("differences"))
      outcome.differences.push_back(difference_from_json(difference));
  if (json.contains("error")) outcome.error = error_from_json(json.at("error"));
  if (json.contains("branches"))
    for (const auto& branch : json.at("branches")) outcome.branches.insert(bytes_from_json(branch));
  return outcome;
}

Outcome outcome_of(const parity::Comparison& comparison) {
  Outcome outcome;
  outcome.eager_raised = comparison.calls == 0;
  bool only_accepts = true;
  for (const auto& difference : comparison.differences) {
    if (!is_wrong_one(difference)) continue;
    only_accepts &= difference.aspect == Aspect::exceptions;
    if (outcome.differences.size() < most_kept) outcome.differences.push_back(difference);
  }
  if (!outcome.differences.empty()) {
    outcome.kind = only_accepts ? FindingKind::accepts : FindingKind::wrong;
  } else if (comparison.raised_where_eager_did_not > 0) {
    outcome.kind = FindingKind::restricted;
    outcome.error = comparison.first_raise;
  }
  return outcome;
}

InMode::InMode(const Mode& mode, const parity::Subject& subject) {
  if (mode.no_grad) no_grad_.emplace();
  if (!mode.training || subject.instance.is_none() || !py::hasattr(subject.instance, "train")) return;
  for (auto module : subject.instance.attr("modules")())
    before_.emplace_back(py::reinterpret_borrow<py::object>(module), module.attr("training").cast<bool>());
  subject.instance.attr("train")(*mode.training);
}

InMode::~InMode() {
  for (const auto& [module, training] : before_) try {
      module.attr("training") = training;
    } catch (const std::exception&) {
      // The program forbids it, and so it did when the mode was set.
    }
}

parity::Options options_for(const Mode& mode) {
  parity::Options options;
  options.rounds = 1;
  options.gradients = mode.gradients && !mode.no_grad;
  return options;
}

}  // namespace dy2stat::search
