// Where a template allocates once it is arranged.
#include "jit_probe/worker/template_memory.hpp"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <cstring>
#include <set>
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

// Pages that this process touched for the first time while it filled a block of so many bytes a second time, having
// freed it in between.
long fresh_pages_of_a_second(std::size_t bytes) {
  static void* volatile seen;  // else the compiler leaves all of it out
  const auto fill = [bytes] {
    seen = std::malloc(bytes);
    std::memset(seen, 1, bytes);
    std::free(seen);
  };
  const auto faults = [] {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
  };
  fill();
  const auto before = faults();
  fill();
  return faults() - before;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(template_memory_test)

BOOST_AUTO_TEST_CASE(new_objects_of_python_lie_in_no_gap) {
  BOOST_TEST(filled_gaps(PyObject_Malloc, PyObject_Free) == 0u);
}

BOOST_AUTO_TEST_CASE(new_blocks_of_the_heap_lie_in_no_gap) {
  BOOST_TEST(filled_gaps(std::malloc, std::free) == 0u);
}

BOOST_AUTO_TEST_CASE(large_blocks_are_given_back_or_kept) {
  constexpr std::size_t bytes = 8 << 20;
  const auto pages = static_cast<long>(bytes / 4096);
  give_large_blocks_back();
  BOOST_TEST(fresh_pages_of_a_second(bytes) >= pages / 512);  // where huge pages are given unasked, one each 2 MiB
  keep_large_blocks();
  BOOST_TEST(fresh_pages_of_a_second(bytes) < pages / 512);
}

BOOST_AUTO_TEST_SUITE_END()
