// The first process of a pid namespace: adopts what loses its parent there, and kills everything at once.
#pragma once

#include <sys/types.h>

#include <map>
#include <memory>
#include <optional>

namespace dy2stat {

class NamespaceInit {
 public:
  // Makes a namespace and forks its first process. To be called while this process is small: it is a copy of it.
  // Returns nothing where the kernel does not permit it.
  static std::unique_ptr<NamespaceInit> start();
  ~NamespaceInit();
  NamespaceInit(const NamespaceInit&) = delete;
  NamespaceInit& operator=(const NamespaceInit&) = delete;

  pid_t process() const { return process_; }
  // Readable when a process that was adopted has ended.
  int reports() const { return socket_; }
  // How an adopted process ended, as waitpid gives it; `inside` is its number in the namespace.
  std::optional<int> status_of(pid_t inside);
  // Kills every process of the namespace, however fast they fork: kill(-1) by a namespace's first process leaves out
  // none. Children of this process are reaped as well. Returns when nothing is left.
  // Throws std::runtime_error when the namespace itself has ended.
  void kill_all();
  // Between the two this process forks into the namespace, and cannot start threads.
  void enter() const;
  void leave() const;

 private:
  NamespaceInit(pid_t process, int socket, int own_namespace, int namespace_of_children);
  bool take_reports();  // true when kill_all was acknowledged

  pid_t process_;
  int socket_, own_namespace_, namespace_of_children_;
  std::map<pid_t, int> statuses_;
};

}  // namespace dy2stat
