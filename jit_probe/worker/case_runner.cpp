// Template -> child a case -> grandchild an engine.
#include "jit_probe/worker/case_runner.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/engine_session.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/program_error.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// A folder of the case's own, gone at the end whatever the program left in it.
struct OwnFolder {
  fs::path path;
  OwnFolder() {
    std::string name = (fs::temp_directory_path() / "jit_probe-XXXXXX").string();
    if (!::mkdtemp(name.data()))
      throw std::runtime_error("cannot make a folder in " + fs::temp_directory_path().string());
    path = name;
  }
  ~OwnFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

struct EngineProcess {
  Record record;
  SharedText result;
  SharedText captured;  // what the artifact showed, where it differs wrongly from eager
};

// What the child found out before any engine's turn came, for all engines alike.
void leave_outcome(SharedText& child, Verdict verdict, Stage stage, const std::string& reason,
                   const std::optional<Error>& error) {
  Record outcome;
  outcome.verdict = verdict;
  outcome.stage = stage;
  outcome.reason = reason;
  outcome.error = error;
  leave_record(outcome, child);
}

void engine_process(EngineProcess& engine, const Program& program, const CaseRequest& request,
                    const SharedText& reference) {
  engine.result.wait_at_gate();
  redirect_output();
  bound_memory(request.limits.memory_mib);
  run_engine(program, engine.record, reference.text(), engine.result, engine.captured);
}

// The child: loads the program, forks an engine's process each, and then runs eager itself.
void case_process(const CaseRequest& request, const fs::path& folder,
                  std::vector<std::unique_ptr<EngineProcess>>& engines, SharedText& child, SharedText& reference) {
  const auto reach = [&](Stage stage) { child.stage() = static_cast<int>(stage); };
  reach(Stage::load);
  try {
    fs::current_path(folder);
    if (const auto missing = missing_packages(request); !missing.empty())
      return leave_outcome(child, Verdict::unavailable, Stage::load, missing, std::nullopt);
    write_files(request);
    const auto program = load_program(request);
    for (auto& engine : engines) {
      engine->result.process() = fork_python([&] { engine_process(*engine, program, request, reference); });
    }
    bound_memory(request.limits.memory_mib);
    reach(Stage::eager);
    if (auto error = run_eager(program, reference)) {
      const auto verdict = verdict_for(*error, Verdict::eager_failed);
      leave_outcome(child, verdict, Stage::eager,
                    "the program raises on its example without any engine: " + error->type, error);
    }
  } catch (py::error_already_set& raised) {
    const auto error = error_from(raised);
    leave_outcome(child, verdict_for(error, Verdict::eager_failed), static_cast<Stage>(child.stage().load()),
                  "the program fails when it is loaded, without any engine: " + error.type, error);
  } catch (const std::exception& error) {
    leave_outcome(child, Verdict::eager_failed, static_cast<Stage>(child.stage().load()), error.what(), std::nullopt);
  }
}

// A sentence for a process that left no result.
std::string reason_of(const Ending& ending, const Limits& limits) {
  switch (ending.cause) {
    case Ending::Cause::timed_out:
      return fmt::format("not done after {} s", limits.timeout_seconds);
    case Ending::Cause::out_of_memory:
      return fmt::format("its processes used more than {} MiB", limits.memory_mib);
    case Ending::Cause::too_many_processes:
      return fmt::format("it had more than {} processes", limits.processes);
    case Ending::Cause::worker_stopped:
      return "the worker was told to stop";
    case Ending::Cause::exited:
      break;
  }
  if (WIFSIGNALED(ending.status))
    return fmt::format("the process was killed by signal {} ({})", WTERMSIG(ending.status),
                       ::strsignal(WTERMSIG(ending.status)));
  return fmt::format("the process ended itself with exit code {} before it was done", WEXITSTATUS(ending.status));
}

Verdict verdict_of(const Ending& ending) {
  if (ending.cause == Ending::Cause::timed_out) return Verdict::timed_out;
  if (ending.cause == Ending::Cause::out_of_memory) return Verdict::out_of_memory;
  return Verdict::crashed;
}

// What a process left: its blobs, and the record if it got as far as that.
struct Left {
  std::string blobs;  // as frames
  std::optional<Record> record;
};

Left left_in(std::string_view frames) {
  Left left;
  FrameReader reader;
  reader.feed(frames);
  try {
    while (auto frame = reader.next()) {
      if (frame->kind == FrameKind::json)
        left.record = record_from_json(Json::parse(frame->payload));
      else
        left.blobs += frame_header(frame->kind, frame->payload.size()) + frame->payload;
    }
  } catch (const std::exception&) {
    // A program that scribbles over its own results loses them.
  }
  return left;
}

void send_record(const Record& record, const std::function<void(std::string_view)>& send) {
  const auto text = to_json(record).dump();
  send(frame_header(FrameKind::json, text.size()) + text);
}

Record empty_record(const CaseRequest& request, const std::string& engine, const Fingerprint& fingerprint) {
  Record record;
  record.case_name = request.case_name;
  record.engine = engine;
  record.worker = fingerprint.worker;
  record.torch = fingerprint.torch;
  return record;
}

void send_unavailable(const CaseRequest& request, const Fingerprint& fingerprint,
                      const std::function<void(std::string_view)>& send) {
  for (const auto& engine : request.engines) {
    auto record = empty_record(request, engine, fingerprint);
    record.verdict = Verdict::unavailable;
    record.stage = Stage::load;
    record.reason = "the case needs torch " + request.required_torch;
    send_record(record, send);
  }
}

// Waits for the child; true if the engines' turn comes, otherwise their records are filled with what happened.
bool child_succeeded(const Ending& ending, const SharedText& child, int stage, const SharedText& reference,
                     const Limits& limits, Record& outcome) {
  if (auto left = left_in(child.text()).record) {
    outcome = *left;
    return false;
  }
  if (ending.cause == Ending::Cause::exited && ending.status == 0 && !reference.text().empty()) return true;
  outcome.stage = static_cast<Stage>(stage);
  outcome.verdict = verdict_of(ending) == Verdict::crashed ? Verdict::eager_failed : verdict_of(ending);
  outcome.reason = "without any engine: " + reason_of(ending, limits);
  return false;
}

void run_in_turn(EngineProcess& engine, const CaseRequest& request, int control, const std::vector<pid_t>& spared,
                 const std::function<void(std::string_view)>& send) {
  const pid_t process = engine.result.process();
  engine.result.open_gate();
  const auto ending = watch(process, request.limits, control, spared);
  end_family(spared);
  if (ending.cause == Ending::Cause::worker_stopped) throw std::runtime_error("told to stop");
  auto [blobs, record] = left_in(engine.result.text());
  if (record && ending.cause == Ending::Cause::exited) {
    record->seconds.total = ending.seconds;
    record->peak_mib = ending.peak_mib;
    if (!blobs.empty()) send(blobs);
    return send_record(*record, send);
  }
  engine.record.stage = static_cast<Stage>(engine.result.stage().load());
  engine.record.verdict = verdict_of(ending);
  engine.record.reason = reason_of(ending, request.limits);
  engine.record.seconds.total = ending.seconds;
  engine.record.peak_mib = ending.peak_mib;
  send_record(engine.record, send);
}

}  // namespace

void run_case(const CaseRequest& request, const Fingerprint& fingerprint, int control,
              const std::function<void(std::string_view)>& send) {
  if (!TorchRange::parse(request.required_torch).holds(fingerprint.torch))
    return send_unavailable(request, fingerprint, send);
  OwnFolder folder;
  SharedText child, reference;
  std::vector<std::unique_ptr<EngineProcess>> engines;
  for (const auto& name : request.engines) {
    engines.push_back(std::make_unique<EngineProcess>());
    engines.back()->record = empty_record(request, name, fingerprint);
  }
  const pid_t process = fork_child([&] { case_process(request, folder.path, engines, child, reference); });
  std::vector<pid_t> waiting;
  const auto ending = watch(process, request.limits, control, waiting);
  if (ending.cause == Ending::Cause::worker_stopped) throw std::runtime_error("told to stop");
  for (auto& engine : engines) waiting.push_back(engine->result.process());
  Record outcome;
  const bool go_on = child_succeeded(ending, child, child.stage(), reference, request.limits, outcome);
  end_family(go_on ? waiting : std::vector<pid_t>{});
  for (auto& engine : engines) {
    if (go_on) {
      waiting.erase(waiting.begin());
      run_in_turn(*engine, request, control, waiting, send);
      continue;
    }
    engine->record.verdict = outcome.verdict;
    engine->record.stage = outcome.stage;
    engine->record.reason = outcome.reason;
    engine->record.error = outcome.error;
    engine->record.seconds.total = ending.seconds;
    engine->record.peak_mib = ending.peak_mib;
    send_record(engine->record, send);
  }
}

}  // namespace dy2stat
