// Records out of frames and endings.
#include "jit_probe/worker/case_records.hpp"

#include <fmt/format.h>
#include <string.h>
#include <sys/wait.h>

#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/engine_session.hpp"

namespace dy2stat {
namespace {

Verdict verdict_of(const Ending& ending) {
  if (ending.cause == Ending::Cause::timed_out) return Verdict::timed_out;
  if (ending.cause == Ending::Cause::out_of_memory) return Verdict::out_of_memory;
  return Verdict::crashed;
}

struct LastRecord {
  Record record;
  bool whole;  // else it says what was known when the stage began in which its process ended
};

// Of the frames; those of blobs are added to `blobs`. A program that scribbles over its own results loses them.
std::optional<LastRecord> last_record(std::string_view frames, std::string* blobs = nullptr) {
  FrameReader reader;
  reader.feed(frames);
  try {
    std::string last;
    while (auto frame = reader.next())
      if (frame->kind == FrameKind::json)
        last = std::move(frame->payload);
      else if (blobs)
        *blobs += frame_header(frame->kind, frame->payload.size()) + frame->payload;
    if (last.empty()) return std::nullopt;
    const auto json = Json::parse(last);
    const bool whole = !json.contains(so_far);
    return LastRecord{record_from_json(whole ? json : json.at(so_far)), whole};
  } catch (const std::exception&) {
    return std::nullopt;
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
  auto last = last_record(frames);
  return last && last->whole ? std::optional(std::move(last->record)) : std::nullopt;
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
  auto last = last_record(turn.result.text(), &left.blobs);
  if (last) left.record = std::move(last->record);
  if (!last || !last->whole) {
    left.record.stage = static_cast<Stage>(turn.result.reached().load());
    left.record.verdict = verdict_of(ending);
    left.record.reason = reason_of(ending, limits);
  }
  left.record.seconds.total = ending.seconds;
  left.record.peak_mib = ending.peak_mib;
  return left;
}

bool wants_second_opinion(const EngineTurn& turn, const Record& record) {
  return record.verdict == Verdict::unsound && !turn.captured.text().empty();
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
