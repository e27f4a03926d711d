// The program jit_probe_worker.
#include <cstdio>
#include <string_view>

#include "jit_probe/worker/worker.hpp"

int main(int count, char** words) {
  const bool as_subreaper = count == 2 && std::string_view(words[1]) == "--subreaper";
  if (count > 1 && !as_subreaper) {
    std::fputs("usage: jit_probe_worker [--subreaper]\nanswers jit_probe on stdin and stdout\n", stderr);
    return 2;
  }
  return dy2stat::run_worker(
      {DY2STAT_WORKER_NAME, DY2STAT_TORCH, DY2STAT_TORCH_CALLS_ITSELF, DY2STAT_PYTHON_EXECUTABLE}, as_subreaper);
}
