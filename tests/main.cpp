// The program that runs the tests of the torch-free rooms.
#define BOOST_TEST_MODULE jit_probe
#include <boost/test/unit_test.hpp>
