// The searches of a request, one after the other.
#include "jit_probe/worker/search_run.hpp"

#include "capture/engines/engine.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/search_processes.hpp"

namespace dy2stat {
namespace {

void send_search(const Search& search, const SendFrames& send) {
  auto json = to_json(search);
  json["type"] = "search";
  const auto text = json.dump();
  send(frame_header(FrameKind::json, text.size()) + text);
}

// Why there is nothing to search with; empty if there is.
std::string why_not_searched(const CaseRequest& request, const std::string& engine, const Fingerprint& fingerprint) {
  if (!TorchRange::parse(request.required_torch).holds(fingerprint.torch))
    return "the case needs torch " + request.required_torch;
  return why_unavailable(engine, fingerprint.torch.text());
}

// What the process left, and why that is not all.
Search failed_search(const SharedSearch& shared, const Search& begun, const std::string& why) {
  auto search = search_in(shared.report.text()).value_or(begun);
  search.missing = Benchmark::Missing::failed;
  search.failure = why;
  return search;
}

void search_engine(SharedSearch& shared, const Search& begun, Family& family, int control, const SendFrames& send) {
  shared.report.forking();
  // The searching process has deadlines of its own for those that it forks: a call, or a capture. Its own stages are
  // loading, and whatever follows one of their signs of life.
  auto limits = shared.request.limits;
  limits.timeout_seconds += shared.request.limits.timeout_seconds;
  const auto child = family.start(shared.request.limits, [&] { run_searching(shared, begun); });
  const auto none_idle = [] { return std::vector<pid_t>(); };
  try {
    const auto ending = family.watch(child, limits, {control, shared.report.reached(), none_idle});
    family.end();
    const bool whole = ending.cause == Ending::Cause::exited && ending.status == 0;
    const auto left = search_in(shared.report.text());
    send_search(whole && left ? *left : failed_search(shared, begun, reason_of(ending, limits)), send);
  } catch (const WorkerStopped&) {
    send_search(failed_search(shared, begun, "it was interrupted"), send);
    throw;
  }
}

}  // namespace

void run_search(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
                Family& family, int control, const SendFrames& send) {
  int processes = 0;
  for (const auto& engine : request.engines) {
    Search search;
    search.case_name = request.case_name;
    search.engine = engine;
    search.worker = fingerprint.worker;
    search.torch = fingerprint.torch;
    search.options = *request.search;
    search.failure = why_not_searched(request, engine, fingerprint);
    if (search.failure.empty()) {
      SharedSearch shared{request, folder / std::to_string(++processes), {}, {}};
      search_engine(shared, search, family, control, send);
      continue;
    }
    search.missing = Benchmark::Missing::unavailable;
    send_search(search, send);
  }
}

}  // namespace dy2stat
