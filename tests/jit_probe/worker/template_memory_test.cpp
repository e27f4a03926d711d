// Where a template allocates once it is arranged.
#include "jit_probe/worker/template_memory.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
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

}  // namespace

BOOST_AUTO_TEST_SUITE(template_memory_test)

BOOST_AUTO_TEST_CASE(new_objects_of_python_lie_in_no_gap) {
  BOOST_TEST(filled_gaps(PyObject_Malloc, PyObject_Free) == 0u);
}

BOOST_AUTO_TEST_CASE(new_blocks_of_the_heap_lie_in_no_gap) {
  BOOST_TEST(filled_gaps(std::malloc, std::free) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
