// Records out of frames and endings.
#include "jit_probe/worker/case_records.hpp"

#include <fmt/format.h>
#include <string.h>
#include <sys/wait.h>

#include "jit_probe/record/frame.hpp"

namespace dy2stat {
namespace {

Verdict verdict_of(const Ending& ending) {
  if (ending.cause == Ending::Cause::timed_out) return Verdict::timed_out;
  if (ending.cause == Ending::Cause::out_of_memory) return Verdict::out_of_memory;
  return Verdict::crashed;
}

// Calls `take` with each frame; a program that scribbles over its own results loses them.
void each_frame(std::string_view frames, const std::function<void(const Frame&)>& take) {
  FrameReader reader;
  reader.feed(frames);
  try {
    while (const auto frame = reader.next()) take(*frame);
  } catch (const std::exception&) {
  }
}

}  // namespace

std::string reason_of(const Ending& ending, const Limits& limits) {
  switch (ending.cause) {
    case Ending::Cause::timed_out:
      return fmt::format("not done after {} s", limits.timeout_seconds);
    case Ending::Cause::out_of_memory:
      return fmt::format("its processes used more than {} MiB", limits.memory_mib);
    case Ending::Cause::too_many_processes:
      return fmt::format("it had more than {} processes", limits.processes);
    case Ending::Cause::exited:
      break;
  }
  if (WIFSIGNALED(ending.status))
    return fmt::format("the process was killed by signal {} ({})", WTERMSIG(ending.status),
                       ::strsignal(WTERMSIG(ending.status)));
  return fmt::format("the process ended itself with exit code {} before it was done", WEXITSTATUS(ending.status));
}

std::optional<Record> record_in(std::string_view frames) {
  std::optional<Record> record;
  each_frame(frames, [&](const Frame& frame) {
    if (frame.kind == FrameKind::json) record = record_from_json(Json::parse(frame.payload));
  });
  return record;
}

Record outcome_of(const SharedText& child, const Ending& ending, const Limits& limits) {
  if (auto left = record_in(child.text())) return *left;
  Record outcome;
  outcome.stage = static_cast<Stage>(child.reached().load());
  outcome.verdict = verdict_of(ending) == Verdict::crashed ? Verdict::eager_failed : verdict_of(ending);
  outcome.reason = "without any engine: " + reason_of(ending, limits);
  return outcome;
}

Record with_outcome(Record record, const Record& outcome, const Ending& ending) {
  record.verdict = outcome.verdict;
  record.stage = outcome.stage;
  record.reason = outcome.reason;
  record.error = outcome.error;
  record.seconds = outcome.seconds;
  record.seconds.total = ending.seconds;
  record.peak_mib = ending.peak_mib;
  return record;
}

Left left_by(const EngineTurn& turn, const Ending& ending, const Limits& limits) {
  Left left{{}, turn.record};
  bool complete = false;
  each_frame(turn.result.text(), [&](const Frame& frame) {
    complete = frame.kind == FrameKind::json;
    if (complete)
      left.record = record_from_json(Json::parse(frame.payload));
    else
      left.blobs += frame_header(frame.kind, frame.payload.size()) + frame.payload;
  });
  if (!complete) {
    left.record.stage = static_cast<Stage>(turn.result.reached().load());
    left.record.verdict = verdict_of(ending);
    left.record.reason = reason_of(ending, limits);
  }
  left.record.seconds.total = ending.seconds;
  left.record.peak_mib = ending.peak_mib;
  return left;
}

void note_process(Record& record, const SharedText& left) {
  if (left.text().empty()) return;
  record.making["process"]["fork"] = left.seconds_to_fork();
  record.making["process"]["exit"] = left.seconds_since_append();
}

void send_record(const Record& record, const SendFrames& send) {
  const auto text = to_json(record).dump();
  send(frame_header(FrameKind::json, text.size()) + text);
}

}  // namespace dy2stat
