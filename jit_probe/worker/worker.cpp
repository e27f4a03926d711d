// The worker's start, warm-up and loop of requests.
#include "jit_probe/worker/worker.hpp"

#include <fcntl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <set>
#include <stdexcept>
#include <thread>

#include "capture/python/interpreter.hpp"
#include "capture/python/raised.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/own_folder.hpp"
#include "jit_probe/worker/template_memory.hpp"
#include "jit_probe/worker/warm_up.hpp"

namespace dy2stat {
namespace {

std::string cpu_model() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  return "unknown";
}

// Two extension modules share their types only if pybind11's tags agree (compiler, library, ABI). Where they do not,
// every engine would seem to refuse every program.
void require_shared_types(const py::module_& torch) {
  if (py::isinstance<torch::jit::Graph>(torch.attr("_C").attr("Graph")())) return;
  throw std::runtime_error(
      "torch's own types are not known here: torch was compiled with other tags of pybind11 than this worker; report "
      "this with the torch's version and where it comes from");
}

Fingerprint fingerprint_of(const Built& built, const Family& family) {
  utsname system{};
  ::uname(&system);
  const auto torch = py::module_::import("torch");
  require_shared_types(torch);
  Fingerprint fingerprint;
  fingerprint.worker = built.worker;
  fingerprint.torch = TorchVersion::parse(built.torch);
  fingerprint.torch_calls_itself = py::str(torch.attr("__version__")).cast<std::string>();
  if (fingerprint.torch_calls_itself != built.torch_calls_itself)
    throw std::runtime_error(std::string(built.python_executable) + " now imports torch " +
                             fingerprint.torch_calls_itself + ", but this worker was built for " +
                             built.torch_calls_itself + "; build it again");
  const auto git = py::getattr(torch.attr("version"), "git_version", py::none());
  fingerprint.torch_git = git.is_none() ? "" : py::str(git).cast<std::string>();
  fingerprint.python = py::module_::import("platform").attr("python_version")().cast<std::string>();
  fingerprint.python_executable = built.python_executable;
  fingerprint.compiler = "gcc " __VERSION__;
  fingerprint.cxx11_abi = _GLIBCXX_USE_CXX11_ABI;
  fingerprint.cpu = cpu_model();
  fingerprint.cores = static_cast<int>(std::thread::hardware_concurrency());
  fingerprint.system = std::string(system.sysname) + " " + system.release + " " + system.machine;
  fingerprint.family_kill = family.ended_by();
  return fingerprint;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw std::runtime_error("nobody reads the worker's stdout");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void send_json(int descriptor, const Json& json) {
  const auto text = json.dump();
  write_all(descriptor, frame_header(FrameKind::json, text.size()) + text);
}

// What the worker answers by.
struct Means {
  Family& family;
  WorkerFolder& folder;
  int requests, answers;  // descriptors
};

void answer(const CaseRequest& request, const Fingerprint& fingerprint, const Means& by) {
  const SendFrames send = [&by](std::string_view frames) { write_all(by.answers, frames); };
  if (request.benchmark || request.calls || request.names || request.syntax || request.search || request.corpus ||
      request.isolation != Isolation::none)
    return run_case(request, fingerprint, by.family, by.folder, by.requests, send);
  redirect_stdout();
  keep_large_blocks();
  run_case_here(request, fingerprint, by.folder, send);
}

std::vector<std::string> missing_in(const std::set<std::string>& known, const std::vector<std::string>& engines) {
  std::vector<std::string> missing;
  std::ranges::copy_if(engines, std::back_inserter(missing), [&](const auto& name) { return !known.contains(name); });
  return missing;
}

// Into the template itself. What cannot be imported raises once more where a program imports it.
void import_once(const std::vector<std::string>& modules, std::set<std::string>& imported) {
  const auto missing = missing_in(imported, modules);
  if (missing.empty()) return;
  imported.insert(missing.begin(), missing.end());
  import_into_template(missing);
}

// An engine that nobody asks for costs nothing: each is warmed up when the first request names it.
void answer_requests(const Fingerprint& fingerprint, const Means& by) {
  FrameReader reader;
  std::set<std::string> warm, imported;
  char part[1 << 16];
  while (true) {
    while (auto frame = reader.next()) {
      const auto request = request_from_json(Json::parse(frame->payload));
      import_once(request.preload, imported);
      // Listing a corpus needs no engine.
      if (const auto cold = missing_in(warm, request.engines); !request.corpus && !cold.empty()) {
        warm_up(cold, fingerprint, by.folder);
        warm.insert(cold.begin(), cold.end());
      }
      answer(request, fingerprint, by);
      send_json(by.answers, {{"type", "done"}});
    }
    const auto count = ::read(by.requests, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    reader.feed({part, static_cast<std::size_t>(count)});
  }
}

}  // namespace

int run_worker(const Built& built, bool as_subreaper) {
  // The protocol's descriptors move away from 0 and 1, so that nothing Python prints can reach them.
  const int requests = ::fcntl(0, F_DUPFD_CLOEXEC, 100), answers = ::fcntl(1, F_DUPFD_CLOEXEC, 100);
  ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
  ::dup2(2, 1);
  try {
    WorkerFolder folder(worker_folders());
    Family family(as_subreaper);
    try {
      start_python(built.python_executable);
      const auto fingerprint = fingerprint_of(built, family);
      send_json(answers, {{"type", "hello"}, {"protocol", protocol_version}, {"fingerprint", to_json(fingerprint)}});
      answer_requests(fingerprint, {family, folder, requests, answers});
    } catch (const WorkerStopped&) {
      // The family has been ended, and nobody is there to be told.
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "jit_probe_worker: %s\n", error.what());
    ::_exit(1);
  }
  ::_exit(0);
}

}  // namespace dy2stat
