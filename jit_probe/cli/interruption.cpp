// Handling SIGINT and SIGTERM.
#include "jit_probe/cli/interruption.hpp"

#include <signal.h>

namespace dy2stat {

std::atomic<bool> interrupted{false};

void interrupt_on_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

}  // namespace dy2stat
