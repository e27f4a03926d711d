// The words of the project as types: verdicts, stages, aspects and severities, and their spelling in files.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dy2stat {

// What an engine did with a case. The order is the order in which verdicts are listed in tables.
enum class Verdict {
  sound,
  unsound,
  restricted,
  partial,
  rejected,
  crashed,
  timed_out,
  out_of_memory,
  eager_failed,
  nondeterministic,
  unavailable,
};
inline constexpr std::array verdicts{
    Verdict::sound,        Verdict::unsound,          Verdict::restricted,  Verdict::partial,
    Verdict::rejected,     Verdict::crashed,          Verdict::timed_out,   Verdict::out_of_memory,
    Verdict::eager_failed, Verdict::nondeterministic, Verdict::unavailable,
};

// Where a record ended.
enum class Stage { load, eager, capture, inspect, call, save, verify };
inline constexpr std::array stages{Stage::load, Stage::eager, Stage::capture, Stage::inspect,
                                   Stage::call, Stage::save,  Stage::verify};

// What parity compares.
enum class Aspect { values, structure, dtype, shape, mutation, aliasing, gradients, state, exceptions, output };
inline constexpr std::array aspects{Aspect::values,     Aspect::structure, Aspect::dtype,     Aspect::shape,
                                    Aspect::mutation,   Aspect::aliasing,  Aspect::gradients, Aspect::state,
                                    Aspect::exceptions, Aspect::output};

// `wrong` decides the verdict; `note` is recorded and shown, and decides nothing.
enum class Severity { note, wrong };
inline constexpr std::array severities{Severity::note, Severity::wrong};

// The spelling in files and on the command line, e.g. "timed_out".
std::string_view name_of(Verdict);
std::string_view name_of(Stage);
std::string_view name_of(Aspect);
std::string_view name_of(Severity);

// A word that is none of the vocabulary; what() lists the words there are.
struct UnknownWord : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// The value that `word` spells. Throws UnknownWord.
template <typename Word>
Word word_from(std::string_view word);
template <>
Verdict word_from<Verdict>(std::string_view word);
template <>
Stage word_from<Stage>(std::string_view word);
template <>
Aspect word_from<Aspect>(std::string_view word);
template <>
Severity word_from<Severity>(std::string_view word);

}  // namespace dy2stat
