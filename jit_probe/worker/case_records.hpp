// From what a process left, and how it ended, to a record.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jit_probe/record/record.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/case_processes.hpp"
#include "jit_probe/worker/case_runner.hpp"

namespace dy2stat {

// One sentence about the end of a process that left no result.
std::string reason_of(const Ending& ending, const Limits& limits);

// The last record among the frames, if it is whole.
std::optional<Record> record_in(std::string_view frames);

// The outcome of loading and of eager; its verdict is sound when the engines may have their turns.
Record outcome_of(const SharedText& child, const Ending& ending, const Limits& limits);
// The record of an engine that shared that outcome.
Record with_outcome(Record record, const Record& outcome, const Ending& ending);

struct Left {
  std::string blobs;  // as frames
  Record record;
};
// What an engine's process left. If that is no whole record: what it says so far, and how the process ended.
Left left_by(const EngineTurn& turn, const Ending& ending, const Limits& limits);

// Whether eager must be run once more before the record can be believed: its engine alone may not be what differs.
bool wants_second_opinion(const EngineTurn& turn, const Record& record);

// Adds to the record's `making.process` what the process that left it cost outside of its stages: seconds to fork and
// to exit. The process itself has noted its page faults.
void note_process(Record& record, const SharedText& left);

void send_record(const Record& record, const SendFrames& send);

}  // namespace dy2stat
