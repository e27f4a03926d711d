// The loop that keeps workers busy.
#include "jit_probe/schedule/schedule.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/record/sha256.hpp"

namespace dy2stat {
namespace {

using Clock = std::chrono::steady_clock;
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
  Clock::time_point started;
  bool greeted = false;
  const CaseRequest* at = nullptr;
  std::set<std::string> answered;
  std::uint64_t file_bytes_left = 0;  // of the file whose parts come now
};

void fail(Lane& lane, const WorkerFailed& failure, const ScheduleEvents& events) {
  lane.worker.reset();
  if (!std::exchange(lane.queue->failed, true)) events.worker_failed(failure);
}

void start(Lane& lane, const ScheduleEvents& events) {
  lane.started = Clock::now();
  lane.greeted = false;
  try {
    lane.worker = std::make_unique<WorkerProcess>(lane.queue->source->command);
  } catch (const WorkerFailed& failure) {
    fail(lane, failure, events);
  }
}

void give(Lane& lane) {
  lane.at = nullptr;
  if (lane.queue->done()) {
    lane.worker.reset();
    return;
  }
  lane.at = &lane.queue->source->requests[lane.queue->next++];
  lane.answered.clear();
  for (const auto& benchmark : lane.at->measured) lane.answered.insert(benchmark.engine);
  lane.file_bytes_left = 0;
  lane.worker->send(*lane.at);
}

void greet(Lane& lane, const Frame& frame, const ScheduleEvents& events) {
  const auto fingerprint = lane.worker->fingerprint_in(frame);
  if (!lane.queue->fingerprint) events.hello(lane.queue->source->command.name, fingerprint);
  lane.queue->fingerprint = fingerprint;
  lane.greeted = true;
  give(lane);
}

// A record, a benchmark or a recording of the case under way.
template <class Answer>
Answer answer_of(const Lane& lane, const std::string& engine) {
  Answer answer;
  answer.case_name = lane.at->case_name;
  answer.engine = engine;
  answer.worker = lane.queue->source->command.name;
  answer.torch = lane.queue->fingerprint->torch;
  return answer;
}

template <class Answer>
Answer failed_answer(const Lane& lane, const std::string& engine, const std::string& reason) {
  auto answer = answer_of<Answer>(lane, engine);
  answer.missing = Benchmark::Missing::failed;
  answer.failure = reason;
  return answer;
}

Record crashed_record(const Lane& lane, const std::string& engine, const std::string& reason) {
  auto record = answer_of<Record>(lane, engine);
  record.verdict = Verdict::crashed;
  record.stage = Stage::load;
  record.reason = reason;
  return record;
}

// The worker is gone: what it still owed of its case is crashed, and another one takes its place.
void bury(Lane& lane, const std::string& why, const ScheduleEvents& events) {
  if (!lane.at) return fail(lane, WorkerFailed("worker " + lane.worker->name() + ": " + why), events);
  lane.worker.reset();
  const auto reason = "the worker itself " + why + " while it ran this case";
  for (const auto& engine : lane.at->engines) {
    if (lane.answered.contains(engine)) continue;
    if (lane.at->benchmark)
      events.benchmark(failed_answer<Benchmark>(lane, engine, reason));
    else if (lane.at->calls)
      events.calls(failed_answer<CallRecording>(lane, engine, reason));
    else if (lane.at->names)
      events.names({{}, reason});
    else if (lane.at->syntax)
      events.syntax({{}, reason, {}});
    else if (lane.at->search)
      events.search(failed_answer<Search>(lane, engine, reason));
    else if (lane.at->corpus)
      events.corpus(lane.queue->source->command.name, {{}, {}, {}, {}, reason, true});
    else
      events.record(crashed_record(lane, engine, reason));
  }
  lane.at = nullptr;
}

// A blob begins with the 64 digits of its name. The name comes to be a file's: a program may have forged it.
void take_blob(std::string_view payload, const ScheduleEvents& events) {
  constexpr std::size_t digits = 64;
  const auto content = payload.substr(std::min(digits, payload.size()));
  const std::string name(payload.substr(0, digits));
  if (name != sha256_hex(content)) throw BadFrame("a blob whose name is not the SHA-256 of its content");
  events.blob(name, content);
}

// Whether the record or benchmark is of the case under way, and has not come before.
template <class Answer>
bool is_owed(const Lane& lane, const Answer& answer) {
  return answer.case_name == lane.at->case_name && std::ranges::count(lane.at->engines, answer.engine) > 0 &&
         (lane.at->benchmark || !lane.answered.contains(answer.engine));
}

void take_part(Lane& lane, std::string_view bytes, const ScheduleEvents& events) {
  if (bytes.size() > lane.file_bytes_left) throw BadFrame("a part of a file that is not announced");
  lane.file_bytes_left -= bytes.size();
  events.part(bytes);
}

void take_file(Lane& lane, CallsFile file, const ScheduleEvents& events) {
  if (lane.file_bytes_left > 0) throw BadFrame("a file within another one");
  if (!is_owed(lane, file)) throw BadFrame("a file that was not asked for");
  file.worker = lane.queue->source->command.name;
  lane.file_bytes_left = file.bytes;
  events.file(file);
}

void take_names(Lane& lane, const Json& json, const ScheduleEvents& events) {
  events.names(api_names_from_json(json));
  lane.answered.insert(lane.at->engines.begin(), lane.at->engines.end());
}

void take_syntax(Lane& lane, const Json& json, const ScheduleEvents& events) {
  auto syntax = syntax_from_json(json);
  if (syntax.failure.empty() && syntax.texts.size() != lane.at->syntax->sections.size())
    throw BadFrame("another number of sections than was asked for");
  events.syntax(std::move(syntax));
  lane.answered.insert(lane.at->engines.begin(), lane.at->engines.end());
}

void take_corpus(Lane& lane, const Json& json, const ScheduleEvents& events) {
  if (!lane.answered.empty()) throw BadFrame("more of a corpus after its end");
  auto part = corpus_part_from_json(json);
  if (part.is_last) lane.answered.insert(lane.at->engines.begin(), lane.at->engines.end());
  events.corpus(lane.queue->source->command.name, std::move(part));
}

// What the answers to a request are called.
std::string type_of_answers(const CaseRequest& request) {
  if (request.benchmark) return "benchmark";
  if (request.calls) return "calls";
  if (request.corpus) return "corpus";
  return request.names ? "names" : request.syntax ? "syntax" : request.search ? "search" : "record";
}

void take(Lane& lane, const Frame& frame, const ScheduleEvents& events) {
  if (frame.kind == FrameKind::blob) return take_blob(frame.payload, events);
  if (frame.kind == FrameKind::part) return take_part(lane, frame.payload, events);
  const auto json = Json::parse(frame.payload);
  const auto type = json.value("type", "record");
  if (type == "done") {
    if (lane.at && lane.answered.size() < lane.at->engines.size()) throw BadFrame("done, with records still missing");
    return give(lane);
  }
  if (!lane.at || (type != type_of_answers(*lane.at) && !(type == "file" && lane.at->calls)))
    throw BadFrame("a " + type + " that was not asked for");
  const auto take_answer = [&](auto answer, const auto& event) {
    if (!is_owed(lane, answer)) throw BadFrame("a record that was not asked for");
    // Its name is that which this side gave it: two machines may have built workers of the same name.
    answer.worker = lane.queue->source->command.name;
    const auto engine = answer.engine;
    event(std::move(answer));
    lane.answered.insert(engine);
  };
  if (type == "benchmark")
    take_answer(benchmark_from_json(json), events.benchmark);
  else if (type == "calls")
    take_answer(call_recording_from_json(json), events.calls);
  else if (type == "search")
    take_answer(search_from_json(json), events.search);
  else if (type == "file")
    take_file(lane, calls_file_from_json(json), events);
  else if (type == "names")
    take_names(lane, json, events);
  else if (type == "syntax")
    take_syntax(lane, json, events);
  else if (type == "corpus")
    take_corpus(lane, json, events);
  else
    take_answer(record_from_json(json), events.record);
}

void serve(Lane& lane, const ScheduleEvents& events) {
  try {
    const bool alive = lane.worker->receive();
    while (lane.worker) {
      const auto frame = lane.worker->next();
      if (!frame) break;
      lane.greeted ? take(lane, *frame, events) : greet(lane, *frame, events);
    }
    if (!lane.worker || alive) return;
    if (!lane.greeted)
      fail(lane, lane.worker->silent(), events);
    else
      bury(lane, lane.worker->ending(), events);
  } catch (const BadFrame& garbage) {
    bury(lane, std::string("sent garbage (") + garbage.what() + ")", events);
  } catch (const BadRecord& garbage) {
    bury(lane, std::string("sent garbage (") + garbage.what() + ")", events);
  } catch (const nlohmann::json::exception& garbage) {
    bury(lane, "sent garbage (" + problem_of(garbage) + ")", events);
  } catch (const WorkerFailed& failure) {
    lane.greeted ? bury(lane, lane.worker->ending(), events) : fail(lane, failure, events);
  }
}

// The run was interrupted. A worker whose requests end stops what it is at; of calls that are being recorded, and of a
// search, it then sends what it has.
void take_last_answers(Lane& lane, const ScheduleEvents& events) {
  if (!lane.worker || !lane.at || !(lane.at->calls || lane.at->search)) return;
  lane.queue->next = lane.queue->source->requests.size();
  lane.worker->end_requests();
  try {
    while (lane.worker && lane.worker->receive_soon())
      while (lane.worker) {
        const auto frame = lane.worker->next();
        if (!frame) break;
        take(lane, *frame, events);
      }
  } catch (const BadFrame&) {
    // What came before it is kept.
  } catch (const BadRecord&) {
  } catch (const nlohmann::json::exception&) {
  }
}

// Starts what is missing; the lanes that have a worker.
std::vector<Lane*> busy_lanes(std::vector<Lane>& lanes, const ScheduleEvents& events) {
  std::vector<Lane*> busy;
  for (auto& lane : lanes) {
    if (!lane.worker && !lane.queue->done()) start(lane, events);
    if (lane.worker && !lane.greeted &&
        Clock::now() - lane.started > std::chrono::seconds(WorkerProcess::hello_seconds))
      fail(lane, lane.worker->late(), events);
    if (lane.worker) busy.push_back(&lane);
  }
  return busy;
}

// What a worker that was killed left behind has become a child of this process. `others` are children that have nothing
// to do with workers.
void end_orphans(const std::vector<Lane>& lanes, const std::vector<pid_t>& others) {
  end_processes([&] {
    std::vector<pid_t> orphans;
    for (const pid_t child : children_of(::getpid())) {
      const auto is_child = [child](const Lane& lane) { return lane.worker && lane.worker->process() == child; };
      if (std::ranges::any_of(lanes, is_child) || std::ranges::find(others, child) != others.end()) continue;
      orphans.push_back(child);
      const auto below = descendants(child);
      orphans.insert(orphans.end(), below.begin(), below.end());
    }
    return orphans;
  });
}

void run_queue(Queue& queue, int processes, const std::atomic<bool>& interrupted, const ScheduleEvents& events) {
  const auto others = children_of(::getpid());
  std::vector<Lane> lanes(static_cast<std::size_t>(processes));
  for (auto& lane : lanes) lane.queue = &queue;
  while (!interrupted) {
    const auto busy = busy_lanes(lanes, events);
    if (busy.empty()) break;
    std::vector<pollfd> waiting;
    for (const auto* lane : busy) waiting.push_back({lane->worker->answers(), POLLIN, 0});
    if (::poll(waiting.data(), waiting.size(), poll_milliseconds) <= 0) continue;
    for (std::size_t k = 0; k < busy.size(); ++k) {
      if (waiting[k].revents == 0) continue;
      serve(*busy[k], events);
      if (!busy[k]->worker) end_orphans(lanes, others);
    }
  }
  for (auto& lane : lanes) {
    take_last_answers(lane, events);
    lane.worker.reset();
  }
  end_orphans(lanes, others);
}

}  // namespace

void run_schedule(const std::vector<WorkerQueue>& sources, int processes, const std::atomic<bool>& interrupted,
                  const ScheduleEvents& events) {
  adopt_orphans();
  // Worker after worker: side by side they would take each other's cores and time each other out.
  for (const auto& source : sources) {
    Queue queue{&source, 0, std::nullopt, false};
    run_queue(queue, processes, interrupted, events);
  }
}

}  // namespace dy2stat
