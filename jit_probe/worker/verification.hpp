// Is the artifact the same program? Lets eager and the artifact live, compares them and judges the record.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "capture/engines/engine.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/worker/program.hpp"

namespace dy2stat {

// Lets eager live through the inputs and serialises what it showed into `reference`. Returns the error of its example
// if that raised.
std::optional<Error> observe_eager(const Program& program, parity::Bytes& reference);

// Lets the artifact live through the same and compares it with eager's `reference`. Fills the record's verdict, stage,
// reason, error, differences, what was not checked, tolerances, and the seconds of call and verify; `reach` is told
// each stage as it begins, `before_call` each call of the artifact. Returns what the artifact showed if it differs
// wrongly from eager, else nothing.
parity::Bytes verify(const Program& program, const Artifact& artifact, std::string_view reference, Record& record,
                     const std::function<void(Stage)>& reach,
                     const std::function<void(int round, int input_set)>& before_call);

// In a fresh process, for a record that says `unsound`: runs eager once more. If two runs of eager differ themselves,
// the record becomes nondeterministic. `captured` is what `verify` returned.
void give_second_opinion(const Program& program, std::string_view reference, std::string_view captured, Record& record);

// Saves the artifact and records the size of its archive. Throws py::error_already_set if it cannot be saved.
void save(const Artifact& artifact, Record& record);

}  // namespace dy2stat
