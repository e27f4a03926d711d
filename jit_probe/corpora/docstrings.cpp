// From targets to cases.
#include "jit_probe/corpora/docstrings.hpp"

#include <algorithm>

namespace dy2stat::corpora {
namespace {

bool is_anything_known(const std::vector<std::string>& known) {
  return std::ranges::any_of(known, [](const auto& fact) { return !fact.empty(); });
}

// The program that ran, with what its arguments showed written into it, if that runs too.
std::string finished_program(const Target& target, const Candidate& candidate, const std::string& program,
                             const Tried& tried, const Try& attempt) {
  if (candidate.call.empty() || !is_anything_known(tried.known)) return program;
  auto better = program_text(target, candidate, tried.known);
  return attempt(better).stage.empty() ? better : program;
}

}  // namespace

std::string case_name_of(const Target& target) {
  const auto dot = target.name.rfind('.');
  return "docstrings/" + target.name.substr(0, dot) + "/" + target.name.substr(dot + 1);
}

Made made_of(const Target& target, const Try& attempt) {
  Made made;
  const auto left_out = [&](const std::string& stage, const std::string& reason) {
    made.left_out = {case_name_of(target), stage, reason};
    return made;
  };
  if (trimmed(target.doc).empty()) return left_out("documented", "it has no docstring");
  const auto candidates = candidates_for(target);
  if (candidates.empty())
    return left_out("parsed", "its docstring has no example, and says too little of its arguments");
  std::string stage = target.kind == TargetKind::module_class ? "built" : "ran";
  for (const auto& candidate : candidates) {
    const auto program = program_text(target, candidate, {});
    const auto tried = attempt(program);
    if (tried.stage.empty()) {
      made.program = finished_program(target, candidate, program, tried, attempt);
      return made;
    }
    if (tried.stage == "ran") stage = "ran";
    made.attempts.push_back(candidate.how + ": " + tried.reason);
  }
  // The first candidate is the likeliest, and so is its reason.
  return left_out(
      stage,
      made.attempts.front() +
          (made.attempts.size() == 1 ? "" : ", and " + std::to_string(made.attempts.size() - 1) + " more were tried"));
}

}  // namespace dy2stat::corpora
