// Is the artifact the same program? What eager showed and what the artifact showed are observed alike, then compared.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "capture/python/headers.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat::parity {

struct InputSet {
  py::tuple positional;
  py::dict keywords;
};

struct Subject {
  py::object callable;  // what is called: the entry or the artifact
  py::object instance;  // module whose parameters, buffers and attributes are observed as state, or none
  // The program's own module where `instance` is another: arguments that share storage with its parameters and buffers
  // are given those of `instance` instead, by name. None: `instance` itself.
  py::object program_instance = py::none();
  // Names of buffers that the engine added to `instance` (tensors that fx and export found in closures and globals,
  // which are no state of eager's module either): what becomes of them is not observed.
  std::set<std::string> added_buffers{};
};

struct Options {
  int rounds = 3;
  std::uint64_t seed = 0;                    // set before each call
  bool gradients = true;                     // one more round, with inputs that require gradients
  bool in_float64 = false;                   // converts `instance` (for good), the arguments and the default dtype
  std::function<std::string()> take_output;  // bytes written to fd 1 since its last call; may be empty
  std::function<void(int round, int input_set)> before_call;  // may be empty
  // Right around the call itself of every round but the one for gradients, of which `before_call` has told; `call_ends`
  // also when it raises. Both may be empty.
  std::function<void()> call_begins, call_ends;
};

// What one life of a subject showed; see observations.hpp.
struct Observations;

// Lives through every input set in order, `rounds` times, on fresh copies of the arguments. What the program raises is
// observed, never thrown.
std::shared_ptr<Observations> observe(const Subject& subject, const std::vector<InputSet>& inputs,
                                      const Options& options);

// For handing observations to another process of the same machine and torch.
using Bytes = std::string;
Bytes serialise(const Observations& observations);
// Throws std::runtime_error on bytes that end too early.
std::shared_ptr<Observations> deserialise(std::string_view bytes);

inline constexpr std::size_t most_differences = 50;

struct Comparison {
  std::vector<Difference> differences;  // the first one for each aspect and place; at most 50, notes give way
  int calls = 0;                        // that eager accepts, of all rounds but the one for gradients
  int raised_where_eager_did_not = 0;   // of `calls`
  std::optional<Error> first_raise;     // the first of those
  std::vector<Aspect> not_checked;      // that the engine cannot have, or that could not be looked at
  Json tolerances = Json::object();     // dtype -> {"rtol":, "atol":}, for the dtypes that were compared
};
// Differences in the aspects that the engine `cannot_have` are left out, and these aspects listed as not checked.
Comparison compare(const Observations& eager, const Observations& captured,
                   const std::vector<Aspect>& cannot_have = {});

// Gives each float tensor of `eager` the elements that a life in float64 has in its place. From then on `compare` calls
// a difference beyond the tolerance a note if the artifact is no further from them than eager is.
void add_second_opinion(Observations& eager, const Observations& in_float64);

// The error of the first call of input set 0, if it raised.
std::optional<Error> example_raised(const Observations& observations);

}  // namespace dy2stat::parity
