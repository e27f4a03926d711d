// What a forked child finds of its parent's memory.
#include "jit_probe/worker/template_memory.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "capture/python/headers.hpp"

using namespace dy2stat;

namespace {

constexpr std::size_t block_bytes = 96, blocks = 20'000;

// How many of the gaps between living blocks are taken by as many new ones.
std::size_t filled_gaps(void* (*take)(std::size_t), void (*give_back)(void*)) {
  std::vector<void*> living;
  std::set<void*> gaps;
  for (std::size_t i = 0; i < blocks; ++i) {
    void* block = take(block_bytes);
    if (i % 2)
      living.push_back(block);
    else
      gaps.insert(block);
  }
  for (void* gap : gaps) give_back(gap);
  leave_no_gaps();
  std::size_t filled = 0;
  for (std::size_t i = 0; i < blocks / 2; ++i) {
    living.push_back(take(block_bytes));
    filled += gaps.count(living.back());
  }
  for (void* block : living) give_back(block);
  return filled;
}

// The first page of the code of libtorch, which has many more than a test can read.
const volatile char* code_of_torch() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);)
    if (line.find(" r-xp ") != std::string::npos && line.find("/libtorch_cpu.so") != std::string::npos)
      return reinterpret_cast<const volatile char*>(std::stoull(line, nullptr, 16));
  throw std::runtime_error("there is no libtorch_cpu.so in /proc/self/maps");
}

// Minor page faults of a forked child that runs `body`.
long faults_in_child(const std::function<void()>& body) {
  auto* faults =
      static_cast<long*>(::mmap(nullptr, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t child = ::fork();
  if (child == 0) {
    const auto count = [] {
      rusage used{};
      ::getrusage(RUSAGE_SELF, &used);
      return used.ru_minflt;
    };
    const long before = count();
    body();
    *faults = count() - before;
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  const long result = *faults;
  ::munmap(faults, sizeof(long));
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(template_memory_test)

BOOST_AUTO_TEST_CASE(new_objects_of_python_lie_in_no_gap) {
  BOOST_TEST(filled_gaps(PyObject_Malloc, PyObject_Free) == 0u);
}

BOOST_AUTO_TEST_CASE(new_blocks_of_the_heap_lie_in_no_gap) {
  BOOST_TEST(filled_gaps(std::malloc, std::free) == 0u);
}

BOOST_AUTO_TEST_CASE(children_inherit_the_code_that_their_parent_has_used) {
  constexpr std::size_t page = 4096, pages = 1024;
  const auto* code = code_of_torch();
  const auto read_code = [&] {
    for (std::size_t i = 0; i < pages; ++i) (void)code[i * page];
  };
  read_code();
  const long before = faults_in_child(read_code);
  let_children_inherit_code();
  const long after = faults_in_child(read_code);
  BOOST_TEST(before >= 32);
  BOOST_TEST(after <= before / 4);
}

BOOST_AUTO_TEST_SUITE_END()
