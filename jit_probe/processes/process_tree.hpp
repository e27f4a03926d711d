// The processes below a process: finding them, their memory, and ending them where no pid namespace does it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <vector>

namespace dy2stat {

// The children of a process, zombies included, as the kernel lists them.
std::vector<pid_t> children_of(pid_t process);

// Every process below `root`, zombies included. Processes that come and go meanwhile may be missing.
std::vector<pid_t> descendants(pid_t root);

// Resident memory of a process that belongs to no file, in MiB; 0 for one that has ended.
double private_mib(pid_t process);

// The greatest memory of that kind that this process has had since `forget_peak`, or ever, in MiB, at least: it is
// short by what has become resident of files since.
double peak_private_mib();
void forget_peak();

// This process's number in the namespace of the /proc that is mounted, which is the one its worker lies in.
pid_t number_outside();

// Threads of this process.
int count_threads();

// Stops every process that `members` lists until no new one appears, kills them all, and reaps those that are children
// of this process. Returns when `members` lists nothing but zombies of others, many looks in a row if it listed
// anybody.
void end_processes(const std::function<std::vector<pid_t>()>& members);

// Whatever loses its parent below this process becomes its child (PR_SET_CHILD_SUBREAPER), so that none is lost.
void adopt_orphans();

}  // namespace dy2stat
