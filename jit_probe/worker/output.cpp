// The file in memory behind descriptor 1.
//
// A program may close its stdout or write into every descriptor that it finds. All that it can reach here is the file
// that holds its own output, so what it garbles is its own output.
#include "jit_probe/worker/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "capture/python/headers.hpp"

namespace dy2stat {
namespace {

// A second descriptor of stdout's file, high enough that a program which opens files does not meet it.
constexpr int spare_descriptor = 200;
constexpr std::size_t kept_bytes = 8 << 10;
constexpr blkcnt_t bounded_blocks = (16 << 20) / 512;  // st_blocks counts 512 bytes each

struct stat output_file {};

bool is_output(int descriptor) {
  struct stat found {};
  return ::fstat(descriptor, &found) == 0 && found.st_ino == output_file.st_ino && found.st_dev == output_file.st_dev;
}

void flush() {
  const py::object stream = py::module_::import("sys").attr("stdout");
  try {
    if (!stream.is_none()) stream.attr("flush")();
  } catch (py::error_already_set&) {
    // A program may have closed its stdout; what it wrote before is still in the file.
  }
  std::fflush(stdout);
}

}  // namespace

void redirect_stdout() {
  const int file = static_cast<int>(::syscall(SYS_memfd_create, "stdout", 0));
  ::dup2(file, 1);
  ::dup3(file, spare_descriptor, O_CLOEXEC);
  if (file != 1) ::close(file);
  ::fstat(1, &output_file);
}

void discard_stderr() {
  const int null = ::open("/dev/null", O_WRONLY);
  ::dup2(null, 2);
  if (null != 2) ::close(null);
}

std::string take_output() {
  flush();
  const int file = is_output(1) ? 1 : spare_descriptor;
  if (!is_output(file)) return {};
  const auto end = std::max<off_t>(::lseek(file, 0, SEEK_END), 0);
  if (end == 0) return {};
  const auto written = static_cast<std::size_t>(end);
  std::string text(std::min(written, kept_bytes), '\0');
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(::pread(file, text.data(), text.size(), 0), 0)));
  if (written > text.size()) text += "\n(and " + std::to_string(written - text.size()) + " bytes more)";
  if (::ftruncate(file, 0) == 0) ::lseek(file, 0, SEEK_SET);
  return text;
}

void bound_output(pid_t process) {
  const auto path = "/proc/" + std::to_string(process) + "/fd/" + std::to_string(spare_descriptor);
  char target[64] = "";
  if (::readlink(path.c_str(), target, sizeof target - 1) < 0 || !std::string_view(target).starts_with("/memfd:stdout"))
    return;
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  struct stat found {};
  if (::fstat(file, &found) == 0 && found.st_blocks > bounded_blocks)
    ::fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, kept_bytes, found.st_size - kept_bytes);
  ::close(file);
}

}  // namespace dy2stat
