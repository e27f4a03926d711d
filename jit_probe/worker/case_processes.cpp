// The processes of a case.
#include "jit_probe/worker/case_processes.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>

#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/engine_session.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/stopwatch.hpp"
#include "jit_probe/worker/verification.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// Runs `body`, which reports the stages it reaches in `progress`; what it throws becomes the outcome's error.
void guarded(Record& outcome, const SharedText& progress, const std::function<void()>& body) {
  const auto failed = [&](Verdict verdict, const std::string& why) {
    outcome.verdict = verdict;
    outcome.stage = static_cast<Stage>(progress.reached().load());
    outcome.reason = why;
  };
  try {
    body();
  } catch (py::error_already_set& raised) {
    outcome.error = error_from(raised);
    failed(verdict_for(*outcome.error, Verdict::eager_failed),
           "the program fails when it is loaded, without any engine: " + outcome.error->type);
  } catch (const std::exception& error) {
    failed(Verdict::eager_failed, error.what());
  }
}

// Loads the program below `folder`. Nothing if it cannot run beside this torch, as the outcome then says.
std::optional<Program> load(const SharedCase& shared, const std::string& folder, Record& outcome) {
  const Stopwatch watch;
  enter_folder(shared.folder / folder, shared.request);
  if (const auto missing = missing_packages(shared.request); !missing.empty()) {
    outcome.verdict = Verdict::unavailable;
    outcome.stage = Stage::load;
    outcome.reason = missing;
    return std::nullopt;
  }
  auto program = load_program(shared.request);
  outcome.seconds.load = watch.seconds();
  return program;
}

// An engine's name may be a path.
std::string folder_of(std::string engine) {
  std::ranges::replace(engine, '/', '_');
  return engine;
}

EagerLife life_of_eager(const SharedCase& shared) {
  return {shared.reference.text(), shared.listing.text()};
}

void let_eager_live(SharedCase& shared, const Program& program, Record& outcome) {
  shared.child.reached() = static_cast<int>(Stage::eager);
  const Stopwatch watch;
  outcome.error = run_eager(program, shared.reference, shared.listing);
  outcome.seconds.eager = watch.seconds();
  if (!outcome.error) return;
  outcome.stage = Stage::eager;
  outcome.verdict = verdict_for(*outcome.error, Verdict::eager_failed);
  outcome.reason = "the program raises on its example without any engine: " + outcome.error->type;
}

void fork_waiting(SharedCase& shared, EngineTurn& turn, const Program& program) {
  turn.result.forking();
  fork_python([&] {
    ::setsid();
    turn.result.claim();
    turn.captured.claim();
    turn.result.wait_at_gate();
    redirect_stdout();
    enter_folder(shared.folder / folder_of(turn.record.engine), shared.request);
    run_engine(program, turn.record, life_of_eager(shared), turn.result, turn.captured);
  });
}

void claim_for_child(SharedCase& shared) {
  shared.child.claim();
  shared.reference.claim();
  shared.listing.claim();
  shared.child.reached() = static_cast<int>(Stage::load);
}

// Nobody may be lost between two forks: a process is known once its number stands in its `result`.
void wait_until_known(const EngineTurn& turn) {
  while (turn.captured.outside() == 0) ::sched_yield();
}

void leave_second_opinion(SharedCase& shared, EngineTurn& turn, SharedText& opinion) {
  Record unused;
  guarded(unused, opinion, [&] {
    const auto program = load(shared, "second opinion", unused);
    if (!program) return;
    give_second_opinion(*program, shared.reference.text(), turn.captured.text(), turn.record);
    leave_record(turn.record, opinion);
  });
}

// In the process that the engine had. Its record becomes the last one of its result, and nothing is left to ask for.
void ask_again_here(SharedCase& shared, EngineTurn& turn) {
  auto record = record_in(turn.result.text());
  if (!record || !wants_second_opinion(turn, *record)) return;
  turn.record = std::move(*record);
  forget_program(shared.folder);
  const auto before = turn.result.text().size();
  leave_second_opinion(shared, turn, turn.result);
  if (turn.result.text().size() > before) turn.captured.clear();
}

}  // namespace

void run_child(SharedCase& shared) {
  claim_for_child(shared);
  Record outcome;
  guarded(outcome, shared.child, [&] {
    const auto program = load(shared, "program", outcome);
    if (!program) return;
    if (count_threads() == 1 && descendants(number_outside()).empty())
      for (auto& turn : shared.engines) {
        fork_waiting(shared, *turn, *program);
        wait_until_known(*turn);
      }
    let_eager_live(shared, *program, outcome);
  });
  note_page_faults(outcome);
  leave_record(outcome, shared.child);
}

void run_engine_apart(SharedCase& shared, EngineTurn& turn) {
  turn.result.claim();
  turn.captured.claim();
  turn.result.reached() = static_cast<int>(Stage::load);
  auto record = turn.record;
  guarded(record, turn.result, [&] {
    if (const auto program = load(shared, folder_of(turn.record.engine), record))
      run_engine(*program, record, life_of_eager(shared), turn.result, turn.captured);
  });
  if (turn.result.text().empty()) leave_record(record, turn.result);
}

void run_one_after_the_other(SharedCase& shared) {
  claim_for_child(shared);
  Record outcome;
  guarded(outcome, shared.child, [&] {
    if (const auto program = load(shared, "program", outcome)) let_eager_live(shared, *program, outcome);
  });
  leave_record(outcome, shared.child);
  if (outcome.verdict != Verdict::sound) return;
  for (auto& turn : shared.engines) {
    ++shared.turns.reached();
    forget_program(shared.folder);
    run_engine_apart(shared, *turn);
    ask_again_here(shared, *turn);
  }
}

void run_second_opinion(SharedCase& shared, EngineTurn& turn) {
  turn.opinion.claim();
  leave_second_opinion(shared, turn, turn.opinion);
}

}  // namespace dy2stat
