// Starting, watching and ending a family, with a pid namespace and without.
#include "jit_probe/worker/family.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <thread>

BOOST_AUTO_TEST_SUITE(family_test)

using namespace dy2stat;

namespace {

Limits short_limits() {
  Limits limits;
  limits.timeout_seconds = 0.3;
  limits.memory_mib = 200;
  limits.processes = 20;
  return limits;
}

// How a child that runs `body` ends; nothing of it may be left.
Ending ending_of(bool as_subreaper, const std::function<void()>& body) {
  Family family(as_subreaper);
  const std::atomic<int> turn{0};
  const auto ending =
      family.watch(family.start(short_limits(), body), short_limits(), {-1, turn, [] { return std::vector<pid_t>(); }});
  family.end();
  BOOST_TEST(family.size() == 0u);
  return ending;
}

void in_both(const std::function<void(bool as_subreaper)>& check) {
  for (const bool as_subreaper : {false, true})
    BOOST_TEST_CONTEXT((as_subreaper ? "as subreaper" : "in a pid namespace")) {
      check(as_subreaper);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(exit_and_signal) {
  in_both([](bool as_subreaper) {
    auto ending = ending_of(as_subreaper, [] { ::_exit(3); });
    BOOST_TEST((ending.cause == Ending::Cause::exited));
    BOOST_TEST(WEXITSTATUS(ending.status) == 3);
    ending = ending_of(as_subreaper, [] {
      ::signal(SIGABRT, SIG_DFL);  // Boost.Test would catch it
      ::abort();
    });
    BOOST_TEST(WTERMSIG(ending.status) == SIGABRT);
  });
}

BOOST_AUTO_TEST_CASE(a_child_that_throws) {
  in_both([](bool as_subreaper) {
    const auto ending = ending_of(as_subreaper, [] { throw std::runtime_error("not caught"); });
    BOOST_TEST(WEXITSTATUS(ending.status) == 70);
  });
}

BOOST_AUTO_TEST_CASE(the_deadline_ends_all) {
  in_both([](bool as_subreaper) {
    const auto ending = ending_of(as_subreaper, [] {
      for (int k = 0; k < 5; ++k)
        if (::fork() == 0) ::setsid();
      while (true) ::pause();
    });
    // 2^5 processes come at once; which limit is met first does not matter here.
    BOOST_TEST((ending.cause != Ending::Cause::exited));
  });
}

BOOST_AUTO_TEST_CASE(orphans_do_not_outlive_the_family) {
  in_both([](bool as_subreaper) {
    const auto ending = ending_of(as_subreaper, [] {
      if (::fork() == 0)
        while (true) ::pause();
    });
    BOOST_TEST((ending.cause == Ending::Cause::exited));
  });
}

BOOST_AUTO_TEST_CASE(a_process_with_two_threads_does_not_fork) {
  std::atomic<bool> done{false};
  std::thread other([&] { done.wait(false); });
  BOOST_CHECK_THROW(fork_python([] {}), std::logic_error);
  done = true;
  done.notify_one();
  other.join();
}

BOOST_AUTO_TEST_SUITE_END()
