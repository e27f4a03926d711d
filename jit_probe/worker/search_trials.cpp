// The processes of a batch and of a confirmation.
#include "jit_probe/worker/search_trials.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "capture/engines/engine.hpp"
#include "capture/parity/copier.hpp"
#include "capture/parity/observations.hpp"
#include "capture/parity/saved_state.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/stopwatch.hpp"
#include "jit_probe/worker/verification.hpp"

namespace dy2stat {
namespace {

using search::Confirmation;
using search::Input;
using search::Mode;
using search::Outcome;

// What `reached` of a batch says: the process captures; or twice the input it is at, and one more once eager is done.
constexpr int capturing = -1;

std::string line_of(const Error& error) {
  const auto& text = error.message;
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return error.type + ": " + text.substr(begin, text.find('\n', begin) - begin);
}

void leave_json(const Json& json, SharedText& text) {
  const auto dumped = json.dump();
  text.append(frame_header(FrameKind::json, dumped.size()) + dumped);
}

// Half of what the search may have: it must outlive what it tries.
void halve_memory(double mebibytes) {
  rlimit limit{};
  ::getrlimit(RLIMIT_AS, &limit);
  const auto half = static_cast<rlim_t>(mebibytes / 2 * (1 << 20));
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur <= half) return;
  limit.rlim_cur = limit.rlim_max = limit.rlim_cur - half;
  ::setrlimit(RLIMIT_AS, &limit);
}

search::Pair captured_pair(const Program& program, const std::string& engine) {
  const auto example = parity::Copier(program.instance, program.instance).copy(program.inputs.front(), {}).arguments;
  const parity::SavedState before(program.instance);
  const auto artifact = make_engine(engine, {program.own_engines, program.dynamic_shapes})
                            ->capture(program.entry, example.positional, example.keywords);
  before.restore();
  return {{program.entry, program.instance}, subject_of(artifact, program), aspects_without(engine)};
}

// One process's view of the inputs: captured once, called with each.
class Trying {
 public:
  Trying(const Program& program, const std::string& engine, SharedText& left)
      : pair_(captured_pair(program, engine)), before_(program.instance), branches_(program.folder), left_(left) {}

  // Leaves the outcome.
  void try_input(const Input& input, std::size_t number) {
    left_.reached() = static_cast<int>(number) * 2;
    const auto eager = live(pair_.eager, input, true);
    left_.reached() = static_cast<int>(number) * 2 + 1;
    const auto captured = live(pair_.captured, input, false);
    auto outcome = search::outcome_of(parity::compare(*eager, *captured, pair_.cannot_have));
    outcome.branches = branches_.take();
    auto json = search::to_json(outcome);
    json["number"] = number;
    json["changes_state"] = !eager->states.front().empty() || !captured->states.front().empty();
    leave_json(json, left_);
  }

  void leave_known() {
    Json known = Json::array();
    for (const auto& branch : branches_.known()) known.push_back(json_from_bytes(branch));
    leave_json({{"known", known}}, left_);
  }

 private:
  std::shared_ptr<parity::Observations> live(const parity::Subject& subject, const Input& input, bool watched) {
    auto options = search::options_for(input.mode);
    options.take_output = take_output;
    if (watched) {
      options.call_begins = [this] { branches_.begin(); };
      options.call_ends = [this] { branches_.end(); };
    }
    std::shared_ptr<parity::Observations> seen;
    {
      const search::InMode mode(input.mode, subject);
      seen = parity::observe(subject, {input.arguments}, options);
    }
    before_.restore();
    return seen;
  }

  search::Pair pair_;
  parity::SavedState before_;
  search::BranchWatch branches_;
  SharedText& left_;
};

// Waits for the child, for as long as `allowed(reached)` says since that last changed.
template <typename Allowed, typename Sign>
std::optional<int> wait_for(pid_t child, const std::atomic<int>& reached, const Allowed& allowed, const Sign& sign) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  Stopwatch watch;
  int status = 0, at = reached;
  std::optional<int> ended;
  while (!ended) {
    pollfd waited{handle, POLLIN, 0};
    ::poll(&waited, 1, 10);
    if (::waitpid(child, &status, WNOHANG) == child) {
      ended = status;
    } else if (const int now = reached; std::exchange(at, now) != now) {
      watch.restart();
      sign();
    } else if (watch.seconds() > allowed(at)) {
      ::kill(-child, SIGKILL);
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      break;
    }
  }
  ::close(handle);
  return ended;
}

}  // namespace

SearchTrials::SearchTrials(SharedSearch& shared, const Program& program, std::string engine)
    : shared_(shared), program_(program), engine_(std::move(engine)) {}

double SearchTrials::seconds_allowed(int reached) const {
  const double of_call = shared_.request.search->seconds_per_input;
  const bool compiles = engine_.starts_with("dynamo") && (reached == capturing || reached % 2 == 1);
  return reached == capturing || compiles ? shared_.request.limits.timeout_seconds : of_call;
}

// In a process of its own, which is killed with its own children when it is late.
SearchTrials::Ended SearchTrials::run(const std::function<void()>& body) {
  shared_.batch.clear();
  shared_.batch.reached() = capturing;
  const pid_t child = fork_python([&] {
    ::setsid();
    halve_memory(shared_.request.limits.memory_mib);
    shared_.batch.claim();
    body();
  });
  ::setpgid(child, child);
  const auto status = wait_for(
      child, shared_.batch.reached(), [&](int reached) { return seconds_allowed(reached); },
      [&] { ++shared_.report.reached(); });
  ++shared_.report.reached();
  return {status.has_value(), status.value_or(0)};
}

void SearchTrials::try_batch(const std::vector<Input>& inputs, std::size_t from) {
  try {
    Trying trying(program_, engine_, shared_.batch);
    for (auto k = from; k < inputs.size(); ++k) trying.try_input(inputs[k], k);
    trying.leave_known();
  } catch (py::error_already_set& raised) {
    leave_json({{"refused", json_from_bytes(line_of(error_from(raised)))}}, shared_.batch);
  } catch (const std::exception& error) {
    leave_json({{"refused", json_from_bytes(line_of({"", error.what(), "", nullptr}))}}, shared_.batch);
  }
}

// The same with a process for each input, forked where the capture is done.
void SearchTrials::try_each(const std::vector<Input>& inputs, std::size_t from) {
  try {
    Trying trying(program_, engine_, shared_.batch);
    for (auto k = from; k < inputs.size(); ++k) {
      const pid_t child = fork_python([&] {
        shared_.batch.claim();
        trying.try_input(inputs[k], k);
        trying.leave_known();
      });
      int status = 0;
      ::waitpid(child, &status, 0);
      if (status != 0) ::_exit(1);  // who waits for this process knows how far it came
    }
  } catch (py::error_already_set& raised) {
    leave_json({{"refused", json_from_bytes(line_of(error_from(raised)))}}, shared_.batch);
  } catch (const std::exception& error) {
    leave_json({{"refused", json_from_bytes(line_of({"", error.what(), "", nullptr}))}}, shared_.batch);
  }
}

// Adds the outcomes that the process left, and what else it knew.
void SearchTrials::take_frames(std::vector<Outcome>& outcomes) {
  FrameReader reader;
  reader.feed(shared_.batch.text());
  while (const auto frame = reader.next()) {
    const auto json = Json::parse(frame->payload);
    if (json.contains("refused")) throw SearchRefused(bytes_from_json(json.at("refused")));
    if (json.contains("known")) {
      for (const auto& branch : json.at("known")) known_.insert(bytes_from_json(branch));
      continue;
    }
    if (json.at("number").get<std::size_t>() != outcomes.size()) continue;
    outcomes.push_back(search::outcome_from_json(json));
    apart_ |= json.at("changes_state").get<bool>();
  }
}

std::string SearchTrials::words_of(const Ended& ended) const {
  if (!ended.in_time)
    return "the call was not done after " +
           py::str(py::float_(seconds_allowed(shared_.batch.reached()))).cast<std::string>() + " s";
  if (WIFSIGNALED(ended.status))
    return "its process was killed by signal " + std::to_string(WTERMSIG(ended.status)) + " (" +
           ::strsignal(WTERMSIG(ended.status)) + ")";
  return "its process ended";
}

// The outcome of the input that a process was at when it came to its end.
Outcome SearchTrials::died(const Ended& ended) const {
  Outcome outcome;
  if (shared_.batch.reached() % 2 == 0) {
    outcome.gave_up = true;
    return outcome;
  }
  outcome.kind = FindingKind::crashed;
  outcome.error = Error{"", words_of(ended), "", nullptr};
  return outcome;
}

std::vector<Outcome> SearchTrials::try_all(const std::vector<Input>& inputs) {
  const bool was_apart = apart_;
  std::vector<Outcome> outcomes;
  while (outcomes.size() < inputs.size()) {
    const auto from = outcomes.size();
    const auto ended = run([&] { apart_ ? try_each(inputs, from) : try_batch(inputs, from); });
    take_frames(outcomes);
    if (outcomes.size() == inputs.size()) break;
    if (shared_.batch.reached() == capturing)
      throw SearchRefused("capturing it: " + (ended.well() ? "its process ended itself" : words_of(ended)));
    outcomes.push_back(died(ended));
  }
  // What these calls saw may have been left behind by others.
  return apart_ && !was_apart ? try_all(inputs) : outcomes;
}

// One life in a fresh process: the example and then the input, twice. Null if the process did not come to its end.
std::shared_ptr<parity::Observations> SearchTrials::observed(const Input& input, bool captured, bool in_float64,
                                                             Ended& ended) {
  ended = run([&] {
    const auto subject =
        captured ? captured_pair(program_, engine_).captured : parity::Subject{program_.entry, program_.instance};
    auto options = search::options_for(input.mode);
    options.rounds = 2;
    options.take_output = take_output;
    options.in_float64 = in_float64;
    // A sign of life before each call, by which it is timed.
    int calls = 0;
    options.before_call = [&](int, int) { shared_.batch.reached() = 2 * calls++ + (captured ? 1 : 0); };
    const search::InMode mode(input.mode, subject);
    shared_.batch.append(
        parity::serialise(*parity::observe(subject, {program_.inputs.front(), input.arguments}, options)));
  });
  if (!ended.well() || shared_.batch.text().empty()) return nullptr;
  try {
    return parity::deserialise(shared_.batch.text());
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

namespace {

// What concerns the input alone: the example before it has been compared already.
parity::Comparison of_the_input(parity::Comparison comparison) {
  std::erase_if(comparison.differences, [](const auto& one) { return one.where.starts_with("input set 0"); });
  for (auto& difference : comparison.differences)
    if (const std::string own = "input set 1 -> "; difference.where.starts_with(own))
      difference.where.erase(0, own.size());
  return comparison;
}

bool differs_wrongly(const parity::Comparison& comparison) {
  return search::outcome_of(comparison).kind.has_value();
}

}  // namespace

Confirmation SearchTrials::confirm(const Input& input) {
  using What = Confirmation::What;
  Ended ended;
  const auto eager = observed(input, false, false, ended),
             again = eager ? observed(input, false, false, ended) : nullptr;
  if (!eager || !again) return {What::not_shown, {}};
  if (differs_wrongly(parity::compare(*eager, *again))) return {What::nondeterministic, {}};
  const auto captured = observed(input, true, false, ended);
  if (!captured) {
    Outcome crash;
    crash.kind = FindingKind::crashed;
    crash.error = Error{"", words_of(ended), "", nullptr};
    return {What::shown, crash};
  }
  const auto cannot_have = aspects_without(engine_);
  auto outcome = search::outcome_of(of_the_input(parity::compare(*eager, *captured, cannot_have)));
  if (outcome.kind == FindingKind::wrong) {
    const auto wide = observed(input, false, true, ended);
    if (wide) parity::add_second_opinion(*eager, *wide);
    outcome = search::outcome_of(of_the_input(parity::compare(*eager, *captured, cannot_have)));
    if (!outcome.kind) return {What::rounding, {}};
  }
  if (outcome.kind) return {What::shown, outcome};
  apart_ = true;  // what was seen came from the calls before it: from now on there are none
  return {What::not_shown, {}};
}

}  // namespace dy2stat
