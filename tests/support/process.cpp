// Starting programs for tests.
#include "support/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace dy2stat::test {
namespace {

void redirect(const char* file, int flags, int descriptor) {
  const int opened = ::open(file, flags, 0600);
  ::dup2(opened, descriptor);
  ::close(opened);
}

}  // namespace

Process::Process(const std::vector<std::string>& words, const std::filesystem::path& folder) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const auto out = (output_.path / "out").string(), err = (output_.path / "err").string();
  process_ = ::fork();
  if (process_ != 0) return;
  redirect("/dev/null", O_RDONLY, 0);
  redirect(out.c_str(), O_WRONLY | O_CREAT, 1);
  redirect(err.c_str(), O_WRONLY | O_CREAT, 2);
  if (::chdir(folder.c_str()) == 0) ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

Process::~Process() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

bool Process::wait_for(const std::filesystem::path& file, const std::string& text) {
  for (int tries = 0; tries < 2000; ++tries) {
    if (content_of(file).find(text) != std::string::npos) return true;
    siginfo_t state{};
    ::waitid(P_PID, static_cast<id_t>(process_), &state, WEXITED | WNOHANG | WNOWAIT);
    if (state.si_pid != 0) return content_of(file).find(text) != std::string::npos;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

void Process::signal(int number) {
  ::kill(process_, number);
}

Ended Process::wait() {
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content_of(output_.path / "out"),
          content_of(output_.path / "err")};
}

Ended run_process(const std::vector<std::string>& words, const std::filesystem::path& folder) {
  return Process(words, folder).wait();
}

Ended jit_probe(std::vector<std::string> words, const std::filesystem::path& folder) {
  words.insert(words.begin(), DY2STAT_BINARY "/bin/jit_probe");
  return run_process(words, folder);
}

}  // namespace dy2stat::test
