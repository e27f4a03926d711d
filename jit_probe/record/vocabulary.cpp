// Spelling of the vocabulary.
#include "jit_probe/record/vocabulary.hpp"

namespace dy2stat {
namespace {

template <typename Word, std::size_t count>
Word find(std::string_view word, const std::array<Word, count>& words, std::string_view kind) {
  std::string known;
  for (Word candidate : words) {
    if (name_of(candidate) == word) return candidate;
    if (!known.empty()) known += ", ";
    known += name_of(candidate);
  }
  throw UnknownWord("'" + std::string(word) + "' is no " + std::string(kind) + "; there are " + known);
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::sound:
      return "sound";
    case Verdict::unsound:
      return "unsound";
    case Verdict::restricted:
      return "restricted";
    case Verdict::partial:
      return "partial";
    case Verdict::rejected:
      return "rejected";
    case Verdict::crashed:
      return "crashed";
    case Verdict::timed_out:
      return "timed_out";
    case Verdict::out_of_memory:
      return "out_of_memory";
    case Verdict::eager_failed:
      return "eager_failed";
    case Verdict::nondeterministic:
      return "nondeterministic";
    case Verdict::unavailable:
      return "unavailable";
  }
  throw std::logic_error("a verdict without a name");
}

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::load:
      return "load";
    case Stage::eager:
      return "eager";
    case Stage::capture:
      return "capture";
    case Stage::inspect:
      return "inspect";
    case Stage::call:
      return "call";
    case Stage::save:
      return "save";
    case Stage::verify:
      return "verify";
  }
  throw std::logic_error("a stage without a name");
}

std::string_view name_of(Aspect aspect) {
  switch (aspect) {
    case Aspect::values:
      return "values";
    case Aspect::structure:
      return "structure";
    case Aspect::dtype:
      return "dtype";
    case Aspect::shape:
      return "shape";
    case Aspect::mutation:
      return "mutation";
    case Aspect::aliasing:
      return "aliasing";
    case Aspect::gradients:
      return "gradients";
    case Aspect::state:
      return "state";
    case Aspect::exceptions:
      return "exceptions";
    case Aspect::output:
      return "output";
  }
  throw std::logic_error("an aspect without a name");
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::wrong:
      return "wrong";
  }
  throw std::logic_error("a severity without a name");
}

template <>
Verdict word_from<Verdict>(std::string_view word) {
  return find(word, verdicts, "verdict");
}
template <>
Stage word_from<Stage>(std::string_view word) {
  return find(word, stages, "stage");
}
template <>
Aspect word_from<Aspect>(std::string_view word) {
  return find(word, aspects, "aspect");
}
template <>
Severity word_from<Severity>(std::string_view word) {
  return find(word, severities, "severity");
}

}  // namespace dy2stat
