// Both sides of the conversation with the first process of a namespace.
//
// A byte asks it to kill all. It reports each process that it reaped, and with process 0 that nothing is left.
#include "jit_probe/worker/namespace_init.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace dy2stat {
namespace {

struct Report {
  pid_t process;
  int status;
};

void report_ended(int socket) {
  Report report{};
  while ((report.process = ::waitpid(-1, &report.status, WNOHANG)) > 0)
    ::send(socket, &report, sizeof report, MSG_NOSIGNAL);
}

// The life of the first process. When the worker's end of the socket closes it exits, and the kernel kills the rest.
[[noreturn]] void be_first(int socket, int child_ended) {
  while (true) {
    pollfd watched[] = {{socket, POLLIN, 0}, {child_ended, POLLIN, 0}};
    ::poll(watched, 2, -1);
    signalfd_siginfo news;
    if (watched[1].revents && ::read(child_ended, &news, sizeof news) < 0) ::_exit(1);
    report_ended(socket);
    if (!watched[0].revents) continue;
    char request;
    if (::read(socket, &request, 1) <= 0) ::_exit(0);
    while (::kill(-1, SIGKILL) == 0) {
      report_ended(socket);
      ::usleep(100);
    }
    const Report nothing_left{0, 0};
    ::send(socket, &nothing_left, sizeof nothing_left, MSG_NOSIGNAL);
  }
}

[[noreturn]] void start_first(int socket) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setsid();
  ::dup2(socket, 0);
  ::syscall(SYS_close_range, 1u, ~0u, 0u);
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &ended, nullptr);
  be_first(0, ::signalfd(-1, &ended, SFD_CLOEXEC));
}

}  // namespace

std::unique_ptr<NamespaceInit> NamespaceInit::start() {
  const int own_namespace = ::open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC);
  if (own_namespace < 0 || ::unshare(CLONE_NEWPID) != 0) {
    ::close(own_namespace);
    return nullptr;
  }
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    throw std::runtime_error("cannot make a socket for the namespace's first process");
  const pid_t first = ::fork();
  if (first < 0) throw std::runtime_error("cannot fork the namespace's first process");
  if (first == 0) start_first(ends[1]);
  ::close(ends[1]);
  const int inside = ::open("/proc/self/ns/pid_for_children", O_RDONLY | O_CLOEXEC);
  return std::unique_ptr<NamespaceInit>(new NamespaceInit(first, ends[0], own_namespace, inside));
}

NamespaceInit::NamespaceInit(pid_t process, int socket, int own_namespace, int namespace_of_children)
    : process_(process), socket_(socket), own_namespace_(own_namespace), namespace_of_children_(namespace_of_children) {
  leave();
}

NamespaceInit::~NamespaceInit() {
  ::close(socket_);
  ::close(own_namespace_);
  ::close(namespace_of_children_);
  ::waitpid(process_, nullptr, 0);
}

bool NamespaceInit::take_reports() {
  Report report{};
  while (true) {
    const auto count = ::recv(socket_, &report, sizeof report, MSG_DONTWAIT);
    if (count == 0) throw std::runtime_error("the first process of the namespace has ended");
    if (count < 0) return false;
    if (report.process == 0) return true;
    statuses_[report.process] = report.status;
  }
}

std::optional<int> NamespaceInit::status_of(pid_t inside) {
  take_reports();
  const auto found = statuses_.find(inside);
  if (found == statuses_.end()) return std::nullopt;
  return found->second;
}

void NamespaceInit::kill_all() {
  ::send(socket_, "k", 1, MSG_NOSIGNAL);
  while (!take_reports()) {
    // Its own children are the worker's to reap; until then they count as processes of the namespace.
    for (pid_t child; (child = ::waitpid(-1, nullptr, WNOHANG)) > 0;)
      if (child == process_) throw std::runtime_error("the first process of the namespace was killed");
    pollfd waiting{socket_, POLLIN, 0};
    ::poll(&waiting, 1, 1);
  }
  statuses_.clear();
}

void NamespaceInit::leave() const {
  ::setns(own_namespace_, CLONE_NEWPID);
}

void NamespaceInit::enter() const {
  ::setns(namespace_of_children_, CLONE_NEWPID);
}

}  // namespace dy2stat
