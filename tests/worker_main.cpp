// The program that runs the tests of the rooms that need torch: starts Python as a worker does.
#define BOOST_TEST_MODULE worker
#include <boost/test/unit_test.hpp>

#include "capture/python/interpreter.hpp"

namespace {

// Python is never ended: destructors of static objects that hold Python objects must not meet an interpreter gone.
struct Python {
  Python() { dy2stat::start_python(DY2STAT_PYTHON_EXECUTABLE); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(Python);
