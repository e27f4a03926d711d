// Files in memory behind descriptors 1 and 2.
//
// A program may close its stdout or write into every descriptor that it finds. All that it can reach here are the files
// that hold its own output, so what it garbles is its own output.
#include "jit_probe/worker/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "capture/python/headers.hpp"

namespace dy2stat {
namespace {

// A second descriptor of stdout's file, high enough that a program which opens files does not meet it.
constexpr int spare_descriptor = 200;
constexpr std::size_t kept_bytes = 64 << 10;

struct stat output_file {};

int file_in_memory(const char* name, int descriptor) {
  const int file = static_cast<int>(::syscall(SYS_memfd_create, name, 0));
  ::dup2(file, descriptor);
  if (file != descriptor) ::close(file);
  return descriptor;
}

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

void redirect_output() {
  file_in_memory("stdout", 1);
  file_in_memory("stderr", 2);
  ::dup3(1, spare_descriptor, O_CLOEXEC);
  ::fstat(1, &output_file);
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

}  // namespace dy2stat
