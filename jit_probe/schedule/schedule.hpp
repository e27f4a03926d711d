// Feeds requests to workers, several at a time, and hands out what comes back.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "jit_probe/record/api_names.hpp"
#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/call_recording.hpp"
#include "jit_probe/record/corpus.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/record/search.hpp"
#include "jit_probe/record/syntax.hpp"
#include "jit_probe/schedule/worker_process.hpp"

namespace dy2stat {

// One event interface for whatever follows a run: the run folder, progress, reports.
struct ScheduleEvents {
  std::function<void(const std::string& worker, const Fingerprint&)> hello;
  std::function<void(const std::string& sha256, std::string_view bytes)> blob;
  std::function<void(Record)> record;
  std::function<void(Benchmark)> benchmark;  // several an engine: modes, threads, sizes
  // Of requests for calls: the announcement of a file, its bytes in parts, and after all files the recording.
  std::function<void(const CallsFile&)> file;
  std::function<void(std::string_view bytes)> part;
  std::function<void(CallRecording)> calls;
  std::function<void(ApiNames)> names;
  std::function<void(Syntax)> syntax;
  std::function<void(Search)> search;
  std::function<void(const std::string& worker, CorpusPart)> corpus;  // several, in order; the last says that it is
  std::function<void(const WorkerFailed&)> worker_failed;             // no process of that worker could be started
};

// What one worker shall do.
struct WorkerQueue {
  WorkerCommand command;
  std::vector<CaseRequest> requests;
};

// Runs every queue with `processes` processes a worker, until all is done or `interrupted` becomes true. A worker that
// dies is started again; the engines of the case under way whose records did not come are recorded as crashed, or as
// benchmarks, recordings or searches that failed. Requests for calls take one process: the parts of their files follow
// each other. This process becomes the adopter of all processes that are orphaned below it, and leaves none behind.
void run_schedule(const std::vector<WorkerQueue>& queues, int processes, const std::atomic<bool>& interrupted,
                  const ScheduleEvents& events);

}  // namespace dy2stat
