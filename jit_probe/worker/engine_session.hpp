// What one process does with a program: eager's life of it, or an engine's capture, inspection and verification.
#pragma once

#include "capture/program/program.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {

inline constexpr const char* so_far = "so_far";

// Lets eager live through the inputs and appends its serialised observations to `reference`, and which lines it
// executed, as JSON, to `listing`. Returns the error of its example if that raised.
std::optional<Error> run_eager(const Program& program, SharedText& reference, SharedText& listing);

// What `run_eager` left.
struct EagerLife {
  std::string_view reference, listing;
};

// Captures, calls and compares; fills the record (its case, engine, worker and torch are already set) and leaves it in
// `result`: as each stage begins what is known so far, as {so_far: record}, and at the end the record. What the
// artifact showed is left in `captured` where it differs wrongly from eager.
void run_engine(const Program& program, Record record, const EagerLife& eager, SharedText& result,
                SharedText& captured);

// Notes the page faults of this process in the record's `making.process`.
void note_page_faults(Record& record);

// Appends the record as a frame.
void leave_record(const Record& record, SharedText& result);

}  // namespace dy2stat
