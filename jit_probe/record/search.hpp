// What a search for inputs that prove a capture wrong is asked for, and what it found.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// The version of the JSON form. A reader refuses newer ones.
inline constexpr int search_schema = 1;

// What `jit_probe search` asks of a worker beyond the program itself.
struct SearchOptions {
  int budget = 200;  // inputs that are tried; those that shrinking tries come on top
  std::uint64_t seed = 0;
  double seconds_per_input = 2;  // that one call may take, of eager as of what was captured
};
Json to_json(const SearchOptions& options);
SearchOptions search_options_from_json(const Json& json);

// What an input proves. The order is that in which they are reported.
enum class FindingKind {
  wrong,                      // another result, or another effect
  crashed,                    // the process of the capture dies, or does not end, where eager returns
  accepts,                    // returns where eager raises
  wrong_on_other_sizes,       // as wrong, on a size that neither the case has nor declares as dynamic
  restricted,                 // raises where eager returns
  restricted_on_other_sizes,  // the same on such a size
};
inline constexpr std::array finding_kinds{FindingKind::wrong,      FindingKind::crashed,
                                          FindingKind::accepts,    FindingKind::wrong_on_other_sizes,
                                          FindingKind::restricted, FindingKind::restricted_on_other_sizes};
std::string_view name_of(FindingKind kind);  // "wrong_on_other_sizes"
// Throws UnknownWord.
FindingKind finding_kind_from(std::string_view word);
// Whether it proves the capture another program: all but those that are restricted, which are loud.
bool is_counterexample(FindingKind kind);

// The smallest input that was found for its kind.
struct Finding {
  FindingKind kind = FindingKind::wrong;
  // The arguments as a Python expression, `((positional...), {keywords})` or a tuple, in which `torch` is known, and
  // `module`, the program's, where they hold what has no literal.
  std::string input;
  bool stands_alone = true;      // whether `module` does not occur in it
  std::optional<bool> training;  // the mode that the module was put into; none: as it was
  bool no_grad = false;          // called under torch.no_grad()
  std::vector<Difference> differences;
  std::optional<Error> error;  // what the capture raised, or how its process died
  int tried = 0;               // how many inputs had been tried when it was found
  std::string from;            // "input set 0: argument [0]: one element NaN"
  int shrinking = 0;           // inputs that were tried to make it small
};

struct Search {
  std::string case_name, engine, worker;
  TorchVersion torch;
  SearchOptions options;
  int tried = 0;                         // inputs of the budget
  int raised_in_eager = 0;               // of these eager refuses
  int gave_up = 0;                       // of these eager did not end in time, or died
  int differing = 0;                     // of these the capture differs on, in whatever way
  int unconfirmed = 0;                   // findings that a fresh process did not show again
  int nondeterministic = 0;              // findings where eager itself differs from run to run
  int rounding = 0;                      // findings that float64 proves to be rounding
  int branches = 0, branches_known = 0;  // outcomes of conditional jumps that eager took, of those in code that it ran
  double seconds = 0;                    // of trying, without loading and shrinking
  std::vector<Finding> findings;         // at most one a kind
  // Why there was nothing to search: the case's own input sets already differ. Empty: they do not.
  std::string already;
  // Where an input set can be added to inputs() in program.py: bytes from its beginning, and what stands before it
  // there. Negative: inputs() does not end with the list that it returns.
  long insert_at = -1;
  std::string insert_before, insert_after;
  // Why not everything was searched that should have been; there may be findings all the same.
  Benchmark::Missing missing = Benchmark::Missing::nothing;
  std::string failure;  // the same as one sentence
};
Json to_json(const Search& search);
// Throws BadRecord on a newer schema or a missing or wrong field.
Search search_from_json(const Json& json);

}  // namespace dy2stat
