// Finding and ending processes.
#include "jit_probe/processes/process_tree.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(process_tree_test)

using namespace dy2stat;

namespace {

// A process that forks `depth` more, each the child of the one before, and waits.
pid_t start_chain(int depth) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  if (depth > 0) start_chain(depth - 1);
  while (true) ::pause();
}

// Until the processes below `root` number `count`.
std::vector<pid_t> wait_for(pid_t root, std::size_t count) {
  auto found = descendants(root);
  for (int tries = 0; found.size() != count && tries < 2000; ++tries) {
    ::usleep(1000);
    found = descendants(root);
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_chain_is_found_and_ended) {
  adopt_orphans();
  const pid_t first = start_chain(3);
  const auto chain = wait_for(first, 3);
  BOOST_TEST(chain.size() == 3u);
  BOOST_TEST(std::ranges::count(children_of(::getpid()), first) == 1);
  end_processes([&] {
    auto members = descendants(::getpid());
    std::erase_if(members, [&](pid_t member) { return member != first && std::ranges::count(chain, member) == 0; });
    return members;
  });
  for (const pid_t member : chain) BOOST_TEST(::kill(member, 0) != 0);
  BOOST_TEST(::kill(first, 0) != 0);
}

BOOST_AUTO_TEST_CASE(processes_that_keep_forking_are_ended) {
  adopt_orphans();
  const pid_t first = ::fork();
  if (first == 0) {
    // Each fork hands on to its child, in a session of its own, and ends: nobody stays long enough to be killed singly.
    // They give up after a while, so that a test that fails leaves no chain behind.
    const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < last) {
      if (::fork() != 0) ::_exit(0);
      ::setsid();
      ::usleep(100);
    }
    ::_exit(0);
  }
  const auto others = children_of(::getpid());
  const auto members = [&] {
    auto found = descendants(::getpid());
    std::erase_if(found, [&](pid_t member) { return member != first && std::ranges::count(others, member) != 0; });
    return found;
  };
  ::usleep(20'000);
  end_processes(members);
  for (int look = 0; look < 50; ++look) {
    BOOST_TEST(members().empty());
    ::usleep(1'000);
  }
}

BOOST_AUTO_TEST_CASE(memory_of_a_process) {
  const double before = private_mib(::getpid());
  std::string taken(32 << 20, 'x');
  BOOST_TEST(private_mib(::getpid()) - before > 30);
  BOOST_TEST(private_mib(0) == 0);
}

BOOST_AUTO_TEST_CASE(memory_that_was_freed_again_is_remembered) {
  const pid_t child = ::fork();
  if (child == 0) {
    const double before = private_mib(::getpid());
    // Not from the allocator, which need not give memory back: that of the sanitizers keeps it.
    constexpr std::size_t bytes = 32 << 20;
    void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    std::memset(memory, 1, bytes);
    ::munmap(memory, bytes);
    const double more = peak_private_mib() - before;
    const bool remembered = more > 30 && more < 40 && private_mib(::getpid()) - before < 30;
    forget_peak();
    ::_exit(remembered && peak_private_mib() - before < 10 ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  BOOST_TEST(status == 0);
}

BOOST_AUTO_TEST_CASE(threads_are_counted) {
  const int before = count_threads();
  std::atomic<bool> done{false};
  std::thread other([&] { done.wait(false); });
  BOOST_TEST(count_threads() == before + 1);
  done = true;
  done.notify_one();
  other.join();
}

BOOST_AUTO_TEST_CASE(the_number_outside_is_the_own_one_where_there_is_no_namespace) {
  BOOST_TEST(number_outside() == ::getpid());
}

BOOST_AUTO_TEST_SUITE_END()
