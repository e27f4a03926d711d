// The programs that warm a worker up.
#include "jit_probe/worker/warm_up.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "capture/python/headers.hpp"
#include "jit_probe/corpora/listing.hpp"
#include "jit_probe/record/call_recording.hpp"
#include "jit_probe/record/engine_name.hpp"
#include "jit_probe/worker/case_runner.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/template_memory.hpp"

namespace dy2stat {
namespace {

constexpr const char* program = R"(
from typing import List
import torch

class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2, 2)
        self.register_buffer("seen", torch.zeros(1))

    def forward(self, x):
        y = self.linear(x).relu()
        for i in range(2):
            y = torch.cat([y, y * i])
        self.seen += 1
        return y, [y.sum()]

def function(x, scale: float = 2.0):
    if bool(x.sum() > 0):
        print("positive", x.shape)
        x = x * scale
    return {"x": x}

def refused(x):
    return eval("x")

def raises(x):
    if bool(x.sum() > 0):
        raise ValueError("no")
    return x

def inputs():
    return [(torch.zeros(1, 2),), ((torch.ones(1, 2),), {})]
)";

// What dynamo remembers of the programs above, if it was there.
void forget_compiled() {
  const py::dict modules = py::module_::import("sys").attr("modules");
  if (modules.contains("torch._dynamo")) py::module_::import("torch._dynamo").attr("reset")();
}

// Nobody shall see what the engines say of the programs above.
class NoStderr {
 public:
  NoStderr() : kept_(::fcntl(2, F_DUPFD_CLOEXEC, 100)) {
    const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept_ >= 0 && nothing >= 0) ::dup2(nothing, 2);
    if (nothing >= 0) ::close(nothing);
  }
  ~NoStderr() {
    if (kept_ < 0) return;
    ::dup2(kept_, 2);
    ::close(kept_);
  }
  NoStderr(const NoStderr&) = delete;
  NoStderr& operator=(const NoStderr&) = delete;

 private:
  int kept_;
};

// Eager is no engine (recordings of calls name it among them): it is warmed up on the way, with any. Engines of a
// person's own do not run in this process, which has to outlive what they do.
std::vector<std::string> warmed_up(std::vector<std::string> engines) {
  std::erase_if(engines, [](const auto& name) { return name == no_engine || own_engine_from(name); });
  // Importing onnxruntime starts a thread, after which nothing could be forked. Export is the most of what onnx does.
  std::ranges::replace(engines, "onnx", "export");
  if (engines.empty()) engines.assign(1, std::string(default_engines().front()));
  return engines;
}

}  // namespace

void import_into_template(const std::vector<std::string>& modules) {
  const NoStderr no_stderr;
  redirect_stdout();
  try {
    corpora::preload(modules);
  } catch (const py::error_already_set&) {
    // As the declaration says.
  }
  const auto gc = py::module_::import("gc");
  gc.attr("collect")();
  gc.attr("freeze")();
}

void warm_up(const std::vector<std::string>& engines, const Fingerprint& fingerprint, WorkerFolder& own) {
  const NoStderr no_stderr;
  redirect_stdout();
  for (const char* entry : {"Model", "function", "refused", "raises"}) {
    CaseRequest request;
    request.case_name = "warm_up";
    request.files = {{"warm_up_program.py", program}};
    request.module = "warm_up_program";
    request.entry = entry;
    request.engines = warmed_up(engines);
    run_case_here(request, fingerprint, own, [](std::string_view) {});
  }
  forget_compiled();
  const auto gc = py::module_::import("gc");
  gc.attr("collect")();
  gc.attr("freeze")();
  leave_no_gaps();
  move_into_huge_pages();
  give_large_blocks_back();
}

}  // namespace dy2stat
