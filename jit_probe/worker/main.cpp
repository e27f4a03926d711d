// The program jit_probe_worker.
#include "jit_probe/worker/worker.hpp"

int main() {
  return dy2stat::run_worker(
      {DY2STAT_WORKER_NAME, DY2STAT_TORCH, DY2STAT_TORCH_CALLS_ITSELF, DY2STAT_PYTHON_EXECUTABLE});
}
