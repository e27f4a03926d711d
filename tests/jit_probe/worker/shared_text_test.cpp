// Text in shared memory.
#include "jit_probe/worker/shared_text.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>

#include "jit_probe/processes/process_tree.hpp"

BOOST_AUTO_TEST_SUITE(shared_text_test)

using dy2stat::SharedText;

BOOST_AUTO_TEST_CASE(what_a_killed_process_appended_is_there) {
  SharedText left;
  const pid_t child = ::fork();
  if (child == 0) {
    left.claim();
    left.append("one");
    left.append(" two");
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  BOOST_TEST(left.text() == "one two");
  BOOST_TEST(left.inside() == child);
}

BOOST_AUTO_TEST_CASE(who_appends_leaves_the_greatest_memory_it_has_had) {
  SharedText left;
  BOOST_TEST(left.peak_private_mib() == 0);
  const double own = dy2stat::private_mib(::getpid());
  const pid_t child = ::fork();
  if (child == 0) {
    left.claim();
    constexpr std::size_t bytes = 32 << 20;  // mapped, since the heap may have a free block of earlier tests
    std::memset(::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 1, bytes);
    left.append("x");
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  BOOST_TEST(left.peak_private_mib() - own > 30);
  left.clear();
  BOOST_TEST(left.peak_private_mib() == 0);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_process_cannot_append) {
  SharedText left;
  left.claim();
  const pid_t copy = ::fork();
  if (copy == 0) {
    left.append("from the copy");
    ::_exit(9);  // not reached
  }
  int status = 0;
  ::waitpid(copy, &status, 0);
  BOOST_TEST(WEXITSTATUS(status) == 0);
  BOOST_TEST(left.text() == "");
}

BOOST_AUTO_TEST_CASE(a_gate_holds_a_process_until_it_is_opened) {
  SharedText left;
  const pid_t child = ::fork();
  if (child == 0) {
    left.claim();
    left.wait_at_gate();
    ::_exit(0);
  }
  ::usleep(20'000);
  BOOST_TEST(::waitpid(child, nullptr, WNOHANG) == 0);
  left.open_gate();
  BOOST_TEST(::waitpid(child, nullptr, 0) == child);
  BOOST_TEST(left.gate_was_passed());
}

BOOST_AUTO_TEST_CASE(who_was_killed_at_the_gate_did_not_pass_it) {
  SharedText left;
  const pid_t child = ::fork();
  if (child == 0) {
    left.wait_at_gate();
    ::_exit(0);
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  left.open_gate();
  BOOST_TEST(!left.gate_was_passed());
}

BOOST_AUTO_TEST_SUITE_END()
