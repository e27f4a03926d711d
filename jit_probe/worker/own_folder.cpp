// Making, locking and removing folders.
#include "jit_probe/worker/own_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_make(const fs::path& folder) {
  throw std::runtime_error("cannot make a folder in " + folder.string() + ": " + std::strerror(errno) +
                           "; free space there, or name another place in the variable TMPDIR");
}

// Removes the folder as far as that is possible.
void clear_away(const fs::path& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

// A descriptor of the folder, through which it can be locked; -1 if it is none. A link is none.
int opened(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

bool is_locked_by(int descriptor) {
  return ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
}

void remove_if_abandoned(const fs::path& folder) {
  const int lock = opened(folder);
  if (lock < 0) return;
  struct stat is {};
  // Another user's is left alone even by root.
  if (::fstat(lock, &is) == 0 && is.st_uid == ::geteuid() && is_locked_by(lock)) clear_away(folder);
  ::close(lock);
}

void remove_abandoned(const fs::path& beginning) {
  std::error_code failure;
  for (fs::directory_iterator item(beginning.parent_path(), failure), end; !failure && item != end;
       item.increment(failure))
    if (item->path().filename().string().starts_with(beginning.filename().string())) remove_if_abandoned(item->path());
}

}  // namespace

WorkerFolder::WorkerFolder(std::string beginning) : beginning_(std::move(beginning)) {
  remove_abandoned(beginning_);
  make();
}

WorkerFolder::~WorkerFolder() {
  clear_away(path_);
  ::close(lock_);
}

void WorkerFolder::make() {
  while (true) {
    if (lock_ >= 0) ::close(lock_);
    auto name = beginning_ + "XXXXXX";
    if (!::mkdtemp(name.data())) cannot_make(fs::path(beginning_).parent_path());
    path_ = name;
    lock_ = opened(path_);
    // Another worker that starts may have found the folder before it was locked, and remove it.
    if (is_locked_by(lock_) ? is_there() : errno == ENOLCK || errno == EOPNOTSUPP) return;
  }
}

// Whether the folder at the path is still the one that was made.
bool WorkerFolder::is_there() const {
  struct stat locked {
  }, found{};
  return lock_ >= 0 && ::fstat(lock_, &locked) == 0 && ::lstat(path_.c_str(), &found) == 0 &&
         locked.st_ino == found.st_ino && locked.st_dev == found.st_dev;
}

fs::path WorkerFolder::new_case() {
  if (!is_there()) {
    clear_away(path_);  // a process of the last case may have made one of that name again, to work in
    make();
  }
  auto folder = path_ / std::to_string(++cases_);
  if (::mkdir(folder.c_str(), 0700) != 0) cannot_make(path_);
  return folder;
}

CaseFolder::~CaseFolder() {
  clear_away(path);
}

}  // namespace dy2stat
