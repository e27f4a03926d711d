// Starting and ending the writer.
#include "bench/calls/recording.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "bench/calls/observation.hpp"
#include "bench/calls/stream/recorder.hpp"
#include "jit_probe/record/text_encoding.hpp"

extern char** environ;

namespace dy2stat::calls {
namespace {

bool receive_all(int socket, char* at, std::size_t bytes) {
  while (bytes > 0) {
    const auto count = ::recv(socket, at, bytes, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += count;
    bytes -= static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

Recording::Recording(const Options& options, const std::string& writer) : options_(options), owner_(::getpid()) {
  check(options);
  if (attached()) throw std::runtime_error("calls are being recorded already; stop that recording first");
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    throw std::runtime_error(std::string("cannot make a socket: ") + std::strerror(errno));
  const int memory = make_arena();
  control_ = ends[0];
  start_writer(writer, memory, ends[1]);
  ::close(ends[1]);
  arena_ = map_arena(memory);
  ::close(memory);
  char word = 'F';
  if (!receive_all(control_, &word, 1) || word != 'R') {
    const auto why = Json::parse(answer()).at("failure").get<std::string>();
    ::munmap(std::exchange(arena_, nullptr), sizeof(Arena));
    throw std::runtime_error("calls cannot be recorded: " + why);
  }
  try {
    begin_observation(options_, *arena_, control_);
  } catch (...) {
    stop();
    throw;
  }
}

// The writer is in a session of its own, so that Ctrl-C does not end it before it has closed the files.
void Recording::start_writer(const std::string& writer, int arena, int other_end) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  // Through numbers that nothing else has, since either may stand where the other shall go.
  ::posix_spawn_file_actions_adddup2(&actions, arena, 60);
  ::posix_spawn_file_actions_adddup2(&actions, other_end, 61);
  ::posix_spawn_file_actions_adddup2(&actions, 60, 3);
  ::posix_spawn_file_actions_adddup2(&actions, 61, 4);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  const char* words[] = {writer.c_str(),
                         options_.format.c_str(),
                         options_.out_dir.c_str(),
                         options_.file_max_size.c_str(),
                         options_.file_name_spec.c_str(),
                         options_.program.c_str(),
                         nullptr};
  const int failed = ::posix_spawn(&writer_, words[0], &actions, &attributes, const_cast<char* const*>(words), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  if (failed) throw std::runtime_error("cannot start " + writer + ": " + std::strerror(failed));
}

std::string Recording::answer() {
  std::uint64_t length = 0;
  std::string text;
  if (receive_all(control_, reinterpret_cast<char*>(&length), sizeof length)) {
    text.resize(length);
    if (!receive_all(control_, text.data(), length)) text.clear();
  }
  ::close(control_);
  int status = 0;
  while (::waitpid(writer_, &status, 0) < 0 && errno == EINTR) continue;
  if (text.empty())
    throw std::runtime_error("the process that writes call records has died; what it wrote ends in .part");
  return text;
}

std::string Recording::stop() {
  if (!arena_) throw std::runtime_error("this recording has ended already");
  end_observation(options_);
  const char word = 'S';
  ::send(control_, &word, 1, MSG_NOSIGNAL);
  const auto summary = answer();
  // Other threads may be in the midst of an event still: the memory is emptied, and its addresses stay.
  ::madvise(std::exchange(arena_, nullptr), sizeof(Arena), MADV_REMOVE);
  return summary;
}

// A forked child has its own copy of this object, and the recording is its parent's.
Recording::~Recording() {
  if (!arena_ || ::getpid() != owner_) return;
  try {
    stop();
  } catch (const std::exception&) {
    // There is nobody to tell.
  }
}

}  // namespace dy2stat::calls
