// Calling a program under observation.
#include "jit_probe/worker/recorded_program.hpp"

#include "bench/calls/observation.hpp"
#include "capture/engines/engine.hpp"
#include "capture/parity/copier.hpp"
#include "capture/parity/saved_state.hpp"
#include "capture/program/program.hpp"
#include "jit_probe/worker/program_error.hpp"

namespace dy2stat {
namespace {

// The engine refused the program.
struct RefusedHere : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string one_line(const std::string& text) {
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::string sentence_of(const py::error_already_set& raised) {
  const auto error = error_from(raised);
  return error.type + ": " + one_line(error.message) + (error.where.empty() ? "" : " (" + error.where + ")");
}

// What is called: the program itself, or what an engine made of it.
struct Callee {
  py::object callable, instance;
};

Callee callee_of(const Program& program, const std::string& engine, ProgramRun& run) {
  if (engine == no_engine) return {program.entry, program.instance};
  const auto example = parity::Copier(program.instance, program.instance).copy(program.inputs.front(), {}).arguments;
  const parity::SavedState before(program.instance);
  try {
    auto artifact = make_engine(engine, {program.own_engines, program.dynamic_shapes})
                        ->capture(program.entry, example.positional, example.keywords);
    before.restore();
    run.notes.insert(run.notes.end(), artifact.notes.begin(), artifact.notes.end());
    return {artifact.callable, artifact.instance};
  } catch (py::error_already_set& raised) {
    throw RefusedHere(sentence_of(raised));
  }
}

// A Python frame that calls the program: what torch offers is recorded where a frame that is not torch's calls it, and
// the program may be such a thing itself. Its file is called "input set 0".
py::object caller_of(std::size_t input_set) {
  const auto builtins = py::module_::import("builtins");
  const auto code = builtins.attr("compile")("lambda program, positional, keywords: program(*positional, **keywords)",
                                             "input set " + std::to_string(input_set), "eval");
  return builtins.attr("eval")(code, py::dict());
}

// One call that is to come, its arguments copied before anything is observed.
struct CallToMake {
  std::size_t input_set;
  parity::InputSet arguments;
  py::object caller;
};

std::vector<CallToMake> calls_to_make(const Program& program, const Callee& callee) {
  std::vector<CallToMake> calls;
  for (std::size_t k = 0; k < program.inputs.size(); ++k)
    calls.push_back(
        {k, parity::Copier(program.instance, callee.instance).copy(program.inputs[k], {}).arguments, caller_of(k)});
  return calls;
}

// What a call raises is noted, once for each input set.
void make(const CallToMake& call, const Callee& callee, ProgramRun& run) {
  at::manual_seed(0);
  try {
    call.caller(callee.callable, call.arguments.positional, call.arguments.keywords);
  } catch (py::error_already_set& raised) {
    const auto note = "input set " + std::to_string(call.input_set) + " raised " + sentence_of(raised);
    if (!std::ranges::count(run.notes, note)) run.notes.push_back(note);
  }
}

// Observes while it lives.
class Observed {
 public:
  Observed(const calls::Options& options, calls::Arena& arena) : options_(options) {
    calls::begin_observation(options, arena, -1);
  }
  ~Observed() { calls::end_observation(options_); }
  Observed(const Observed&) = delete;
  Observed& operator=(const Observed&) = delete;

 private:
  const calls::Options& options_;
};

void run_program(const CaseRequest& request, const std::string& engine, calls::Arena& arena, ProgramRun& run) {
  const auto program = load_program(request);
  const auto callee = callee_of(program, engine, run);
  for (int k = 0; k < request.calls->warm_up; ++k)
    for (const auto& call : calls_to_make(program, callee)) make(call, callee, run);
  const auto calls = calls_to_make(program, callee);
  const Observed observed(request.calls->recording, arena);
  for (const auto& call : calls) make(call, callee, run);
}

}  // namespace

ProgramRun run_recorded(const CaseRequest& request, const std::filesystem::path& folder, const std::string& engine,
                        calls::Arena& arena) {
  using enum Benchmark::Missing;
  ProgramRun run;
  const auto because = [&](Benchmark::Missing what, const std::string& why) {
    run.missing = what;
    run.failure = one_line(why);
  };
  try {
    enter_folder(folder, request);
    if (const auto packages = missing_packages(request); packages.empty())
      run_program(request, engine, arena, run);
    else
      because(unavailable, packages);
  } catch (const RefusedHere& refusal) {
    because(refused, refusal.what());
  } catch (py::error_already_set& raised) {
    because(failed, sentence_of(raised));
  } catch (const c10::Error& error) {
    because(failed, error.what_without_backtrace());
  } catch (const std::exception& error) {
    because(failed, error.what());
  }
  return run;
}

}  // namespace dy2stat
