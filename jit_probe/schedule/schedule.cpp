// The loop that keeps workers busy.
#include "jit_probe/schedule/schedule.hpp"

#include <poll.h>

#include <memory>
#include <optional>
#include <set>

namespace dy2stat {
namespace {

constexpr int poll_milliseconds = 100;

// The requests of one worker that are still to be done.
struct Queue {
  const WorkerQueue* source;
  std::size_t next = 0;
  std::optional<Fingerprint> fingerprint;
  bool failed = false;
  bool done() const { return failed || next == source->requests.size(); }
};

// One process of a worker, and the case it is at.
struct Lane {
  Queue* queue;
  std::unique_ptr<WorkerProcess> worker;
  const CaseRequest* at = nullptr;
  std::set<std::string> answered;
};

void start(Lane& lane, const ScheduleEvents& events) {
  try {
    lane.worker = std::make_unique<WorkerProcess>(lane.queue->source->command);
    const auto fingerprint = lane.worker->hello();
    if (!lane.queue->fingerprint) events.hello(lane.queue->source->command.name, fingerprint);
    lane.queue->fingerprint = fingerprint;
  } catch (const WorkerFailed& failure) {
    lane.worker.reset();
    lane.queue->failed = true;
    events.worker_failed(failure);
  }
}

void give(Lane& lane) {
  if (lane.queue->done()) {
    lane.at = nullptr;
    lane.worker.reset();
    return;
  }
  lane.at = &lane.queue->source->requests[lane.queue->next++];
  lane.answered.clear();
  lane.worker->send(*lane.at);
}

// The worker is gone: what it still owed of its case is crashed, and another one takes its place.
void bury(Lane& lane, const ScheduleEvents& events) {
  lane.worker.reset();
  for (const auto& engine : lane.at->engines) {
    if (lane.answered.contains(engine)) continue;
    Record record;
    record.case_name = lane.at->case_name;
    record.engine = engine;
    record.worker = lane.queue->source->command.name;
    record.torch = lane.queue->fingerprint->torch;
    record.verdict = Verdict::crashed;
    record.stage = Stage::load;
    record.reason = "the worker itself ended while it ran this case";
    events.record(std::move(record));
  }
  lane.at = nullptr;
}

void take(Lane& lane, const Frame& frame, const ScheduleEvents& events) {
  if (frame.kind == FrameKind::blob) {
    // A blob begins with the 64 digits of its name.
    events.blob(frame.payload.substr(0, 64), std::string_view(frame.payload).substr(64));
    return;
  }
  const auto json = Json::parse(frame.payload);
  if (json.value("type", "") == "done") return give(lane);
  auto record = record_from_json(json);
  // Its name is that which this side gave it: two machines may have built workers of the same name.
  record.worker = lane.queue->source->command.name;
  lane.answered.insert(record.engine);
  events.record(std::move(record));
}

void serve(Lane& lane, const ScheduleEvents& events) {
  try {
    const bool alive = lane.worker->receive();
    while (lane.worker)
      if (const auto frame = lane.worker->next())
        take(lane, *frame, events);
      else
        break;
    if (lane.worker && !alive) bury(lane, events);
  } catch (const BadFrame&) {
    bury(lane, events);
  } catch (const WorkerFailed&) {
    bury(lane, events);
  }
}

}  // namespace

void run_schedule(const std::vector<WorkerQueue>& sources, int processes, const std::atomic<bool>& interrupted,
                  const ScheduleEvents& events) {
  std::vector<Queue> queues;
  for (const auto& source : sources) queues.push_back({&source, 0, std::nullopt, false});
  // Worker after worker: side by side they would take each other's cores and time each other out.
  for (auto& queue : queues) {
    std::vector<Lane> lanes(static_cast<std::size_t>(processes));
    for (auto& lane : lanes) lane.queue = &queue;
    while (!interrupted) {
      std::vector<pollfd> waiting;
      std::vector<Lane*> busy;
      for (auto& lane : lanes) {
        if (!lane.worker && !queue.done()) {
          start(lane, events);
          if (lane.worker) give(lane);
        }
        if (!lane.worker) continue;
        waiting.push_back({lane.worker->answers(), POLLIN, 0});
        busy.push_back(&lane);
      }
      if (busy.empty()) break;
      ::poll(waiting.data(), waiting.size(), poll_milliseconds);
      for (std::size_t k = 0; k < busy.size(); ++k)
        if (waiting[k].revents != 0) serve(*busy[k], events);
    }
  }
}

}  // namespace dy2stat
