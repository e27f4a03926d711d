// Template -> child a case -> grandchild an engine.
//
// A family that cannot be trusted any more, since a limit was passed or processes were left over, is ended as a whole;
// engines whose turn had still to come then get fresh children of the template.
#include "jit_probe/worker/case_runner.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "capture/engines/engine.hpp"
#include "capture/program/program.hpp"
#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/worker/benchmark_run.hpp"
#include "jit_probe/worker/calls_run.hpp"
#include "jit_probe/worker/case_processes.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/corpus_run.hpp"
#include "jit_probe/worker/names_run.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/search_run.hpp"
#include "jit_probe/worker/syntax_run.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::vector<std::unique_ptr<EngineTurn>> turns_of(const CaseRequest& request, const Fingerprint& fingerprint) {
  std::vector<std::unique_ptr<EngineTurn>> turns;
  for (const auto& engine : request.engines) {
    turns.push_back(std::make_unique<EngineTurn>());
    auto& record = turns.back()->record;
    record.case_name = request.case_name;
    record.engine = engine;
    record.worker = fingerprint.worker;
    record.torch = fingerprint.torch;
  }
  return turns;
}

// The time of an engine whose turn was not a process of its own. Loading and eager are the case's, not the engine's.
double sum_of_stages(const Seconds& of) {
  return of.capture + of.inspect + of.call + of.save + of.verify;
}

class CaseRun {
 public:
  CaseRun(SharedCase& shared, Family& family, int control, const SendFrames& send)
      : shared_(shared), family_(family), control_(control), send_(send) {}

  void run() {
    shared_.child.forking();
    const auto child = family_.start(limits(), [this] {
      shared_.request.isolation == Isolation::one_case ? run_one_after_the_other(shared_) : run_child(shared_);
    });
    const auto ending = watch(child, shared_.child);
    auto outcome = outcome_of(shared_.child, ending, limits());
    if (shared_.request.isolation == Isolation::engine) note_process(outcome, shared_.child);
    if (outcome.verdict != Verdict::sound) {
      family_.end();
      for (auto& turn : shared_.engines) send_record(with_outcome(turn->record, outcome, ending), send_);
      return;
    }
    for (auto& turn : shared_.engines) {
      end_if_unclean();
      take_turn(*turn, outcome, ending);
    }
    family_.end();
  }

 private:
  const Limits& limits() const { return shared_.request.limits; }

  // `left` is what the process leaves: one that ends between two samples of its memory has noted it there.
  Ending watch(const Member& member, const SharedText& left) {
    auto ending = family_.watch(member, limits(), {control_, shared_.turns.reached(), [&] { return waiting(member); }});
    ending.peak_mib = std::max(ending.peak_mib, left.peak_private_mib() - private_mib(::getpid()));
    return ending;
  }

  // The processes that wait at their gates.
  std::vector<pid_t> waiting(const Member& but) const {
    std::vector<pid_t> numbers;
    for (const auto& turn : shared_.engines) {
      const pid_t number = turn->result.outside();
      if (number != but.outside && Family::alive({turn->result.inside(), number})) numbers.push_back(number);
    }
    return numbers;
  }

  // Between two turns there must be no process but those that wait.
  void end_if_unclean() {
    if (family_.size() != waiting({}).size()) family_.end();
  }

  void take_turn(EngineTurn& turn, const Record& outcome, Ending ending) {
    const bool in_the_child = record_in(turn.result.text()).has_value();
    if (!in_the_child) ending = run_engine(turn);
    auto left = left_by(turn, ending, limits());
    if (!in_the_child) note_process(left.record, turn.result);
    if (outcome.making.contains("process")) left.record.making["child"] = outcome.making["process"];
    left.record.seconds.load = std::max(left.record.seconds.load, outcome.seconds.load);
    left.record.seconds.eager = outcome.seconds.eager;
    if (in_the_child) left.record.seconds.total = sum_of_stages(left.record.seconds);
    if (wants_second_opinion(turn, left.record)) ask_again(turn, left.record);
    if (!left.blobs.empty()) send_(left.blobs);
    send_record(left.record, send_);
  }

  // In the process that waits, or in a fresh one.
  Ending run_engine(EngineTurn& turn) {
    const Member waits{turn.result.inside(), turn.result.outside()};
    if (Family::alive(waits)) {
      turn.result.open_gate();
      const auto ending = watch(waits, turn.result);
      if (turn.result.gate_was_passed()) return ending;  // else another process had killed it where it waited
    }
    turn.result.clear();
    turn.captured.clear();
    turn.result.forking();
    return watch(family_.start(limits(), [&] { run_engine_apart(shared_, turn); }), turn.result);
  }

  void ask_again(EngineTurn& turn, Record& record) {
    end_if_unclean();
    turn.record = record;
    const auto ending = watch(family_.start(limits(), [&] { run_second_opinion(shared_, turn); }), turn.opinion);
    if (auto opinion = record_in(turn.opinion.text()))
      record = std::move(*opinion);
    else
      record.notes.push_back("eager could not be run again, to see whether it is deterministic: " +
                             reason_of(ending, limits()));
  }

  SharedCase& shared_;
  Family& family_;
  int control_;
  const SendFrames& send_;
};

// Answers for the engines that this torch lacks, before anything of the case runs. Whether there are others.
bool leave_out_unavailable(SharedCase& shared, const Fingerprint& fingerprint, const SendFrames& send) {
  std::erase_if(shared.engines, [&](const auto& turn) {
    Record outcome;
    outcome.verdict = Verdict::unavailable;
    outcome.stage = Stage::load;
    outcome.reason = why_unavailable(turn->record.engine, fingerprint.torch.text());
    if (outcome.reason.empty()) return false;
    send_record(with_outcome(turn->record, outcome, {}), send);
    return true;
  });
  return !shared.engines.empty();
}

bool needs_another_torch(const SharedCase& shared, const Fingerprint& fingerprint, const SendFrames& send) {
  const auto& range = shared.request.required_torch;
  if (TorchRange::parse(range).holds(fingerprint.torch)) return false;
  Record outcome;
  outcome.verdict = Verdict::unavailable;
  outcome.stage = Stage::load;
  outcome.reason = "the case needs torch " + range;
  for (const auto& turn : shared.engines) send_record(with_outcome(turn->record, outcome, {}), send);
  return true;
}

}  // namespace

void run_case(const CaseRequest& request, const Fingerprint& fingerprint, Family& family, WorkerFolder& own,
              int control, const SendFrames& send) {
  const CaseFolder folder(own);
  if (request.benchmark) return run_benchmark(request, folder.path, fingerprint, family, control, send);
  if (request.calls) return run_calls(request, folder.path, fingerprint, family, control, send);
  if (request.search) return run_search(request, folder.path, fingerprint, family, control, send);
  if (request.names) return run_names(request, family, control, send);
  if (request.syntax) return run_syntax(request, family, control, send);
  if (request.corpus) return run_corpus(request, folder.path, family, control, send);
  SharedCase shared{request, folder.path, {}, {}, {}, {}, turns_of(request, fingerprint)};
  if (needs_another_torch(shared, fingerprint, send) || !leave_out_unavailable(shared, fingerprint, send)) return;
  CaseRun(shared, family, control, send).run();
}

void run_case_here(const CaseRequest& request, const Fingerprint& fingerprint, WorkerFolder& own,
                   const SendFrames& send) {
  const CaseFolder folder(own);
  SharedCase shared{request, folder.path, {}, {}, {}, {}, turns_of(request, fingerprint)};
  if (needs_another_torch(shared, fingerprint, send) || !leave_out_unavailable(shared, fingerprint, send)) return;
  run_one_after_the_other(shared);
  forget_program(shared.folder);
  fs::current_path("/");
  const auto outcome = outcome_of(shared.child, {}, request.limits);
  for (auto& turn : shared.engines) {
    if (outcome.verdict != Verdict::sound) {
      send_record(with_outcome(turn->record, outcome, {}), send);
      continue;
    }
    auto left = left_by(*turn, {}, request.limits);
    left.record.seconds.eager = outcome.seconds.eager;
    left.record.seconds.total = sum_of_stages(left.record.seconds);
    if (wants_second_opinion(*turn, left.record))
      left.record.notes.push_back("eager could not be run again, to see whether it is deterministic: it raised");
    left.record.notes.push_back(
        "run in the worker's own process (--isolate none): the verdict may differ from one of "
        "a process of its own");
    if (!left.blobs.empty()) send(left.blobs);
    send_record(left.record, send);
  }
}

}  // namespace dy2stat
