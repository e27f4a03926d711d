// Is the artifact the same program? Lets eager, the artifact and its saved archive live, compares and judges them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/engines/engine.hpp"
#include "capture/program/program.hpp"
#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/probes/listing.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// Lets eager live through the inputs and serialises what it showed into `reference`; `listing` is of the lines that the
// first round executed. Returns the error of its example if that raised.
std::optional<Error> observe_eager(const Program& program, parity::Bytes& reference, probes::ProgramListing& listing);

// The artifact's archive, as torch.jit.save or what its engine names writes it; empty if there is no way. Call it
// before the artifact lives: the archive holds the state of that moment. Records `archive` (its size, hash and, up to
// 1 MiB, the bytes) and the seconds of save. Throws py::error_already_set if TorchScript cannot be saved; of what is
// none, `archive` says why.
std::string save(const Artifact& artifact, Record& record, probes::Blobs& blobs);

// Lets the artifact, and then the program that C++ alone loads from `archive` (if that is not empty), live through the
// same and compares both with eager's `reference`. What is no TorchScript is loaded by its engine and lives through one
// round, which is recorded and decides nothing. Fills the record's verdict, stage, reason, error, differences, what
// was not checked, tolerances, `reloaded`, and the seconds of call and verify; `reach` is told each stage as it begins,
// `before_call` each call of the artifact.
// Returns, if anything differs wrongly from eager, what both showed, for `give_second_opinion`; else nothing.
parity::Bytes verify(const Program& program, const Artifact& artifact, std::string_view archive,
                     std::string_view reference, Record& record, const std::function<void(Stage)>& reach,
                     const std::function<void(int round, int input_set)>& before_call);

// What is observed of an artifact.
parity::Subject subject_of(const Artifact& artifact, const Program& program);
// The aspects that no artifact of that engine can have.
std::vector<Aspect> aspects_without(const std::string& engine);

// A record that says `sound` although the graph broke (its making has `breaks`) becomes `partial`.
void conclude_partial(Record& record);

// In a fresh process, for a record that says `unsound`: runs eager once more. If two runs of eager differ themselves,
// the record becomes nondeterministic; its differences then say what the first run showed and what the second.
// Otherwise runs eager in float64 and judges again: what is no further from that than eager itself becomes a note.
// `captured` is what `verify` returned.
void give_second_opinion(const Program& program, std::string_view reference, std::string_view captured, Record& record);

}  // namespace dy2stat
