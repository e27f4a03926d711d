// Listing a corpus: its code may raise, hang, or take the process down.
#include "jit_probe/worker/corpus_run.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/program/program.hpp"
#include "jit_probe/corpora/listing.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/shared_text.hpp"
#include "jit_probe/worker/stopwatch.hpp"

namespace dy2stat {
namespace {

std::string framed_part(const CorpusPart& part) {
  auto json = to_json(part);
  json["type"] = "corpus";
  const auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return frame_header(FrameKind::json, text.size()) + text;
}

// A program made of a docstring may take so long, called three times.
constexpr double try_seconds = 10;

void wait_for(pid_t child, SharedText& left, corpora::ChildText& came) {
  const Stopwatch watch;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (watch.seconds() > try_seconds) {
      came.failure = fmt::format("not done after {} s", try_seconds);
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      break;
    }
    ::usleep(300);
  }
  ::kill(-child, SIGKILL);  // what it has started
  if (!came.failure.empty()) return;
  came.text = std::string(left.text());
  Ending ending;
  ending.status = status;
  if (came.text.empty()) came.failure = reason_of(ending, {});
}

// The process works in a folder below the current one, which is removed.
corpora::ChildText in_child(const std::function<std::string()>& body) {
  corpora::ChildText came;
  const auto folder = std::filesystem::current_path() / "try";
  std::error_code ignored;
  SharedText left;
  left.forking();
  const auto child = fork_python([&] {
    ::setsid();
    left.claim();
    std::filesystem::create_directories(folder);
    std::filesystem::current_path(folder);
    left.append(body());
  });
  wait_for(child, left, came);
  std::filesystem::remove_all(folder, ignored);
  return came;
}

void list_in(const std::filesystem::path& folder, const CaseRequest& request, SharedText& left) {
  left.claim();
  enter_folder(folder / "listing", request);  // as deep as programs stand, so that errors know its files
  py::module_::import("sys").attr("path").attr("insert")(0, std::filesystem::current_path().string());
  corpora::list(*request.corpus, in_child, [&](const CorpusPart& part) {
    left.append(framed_part(part));
    if (part.is_last) left.reached() = 1;
  });
}

}  // namespace

void run_corpus(const CaseRequest& request, const std::filesystem::path& folder, Family& family, int control,
                const SendFrames& send) {
  SharedText left;
  left.forking();
  std::size_t sent = 0;
  const auto send_what_came = [&] {
    const auto text = left.text().substr(sent);
    sent += text.size();
    if (!text.empty()) send(text);
  };
  // The time does not count anew when the end is reached.
  const std::atomic<int> turn = 0;
  const auto child = family.start(request.limits, [&] { list_in(folder, request, left); });
  const auto ending =
      family.watch(child, request.limits, {control, turn, [] { return std::vector<pid_t>(); }, 20, send_what_came});
  family.end();
  send_what_came();
  if (left.reached() != 1)
    send(
        framed_part({{}, {}, {}, {}, "listing it did not come to an end: " + reason_of(ending, request.limits), true}));
}

}  // namespace dy2stat
