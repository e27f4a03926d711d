// Workers that do not answer as workers do.
#include "jit_probe/schedule/worker_process.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(worker_process_test)

namespace {

std::string failure_of(const std::vector<std::string>& command) {
  try {
    dy2stat::WorkerProcess worker({"test", command});
    worker.hello();
  } catch (const std::exception& failure) {
    return failure.what();
  }
  return {};
}

std::string framed(const std::string& json) {
  std::string shell = "printf '";
  for (const char byte : dy2stat::frame_header(dy2stat::FrameKind::json, json.size())) {
    char octal[8];
    std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned char>(byte));
    shell += octal;
  }
  return shell + json + "'";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there) {
  BOOST_TEST(failure_of({"/nowhere/jit_probe_worker"}).find("cannot start '/nowhere/jit_probe_worker': No such file") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_program_that_says_nothing) {
  BOOST_TEST(failure_of({"true"}).find("worker test: it ended without a word") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_program_that_says_something_else) {
  BOOST_TEST(failure_of({"echo", "hello, I am no worker"}).find("no frame of the worker protocol") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_protocol_is_refused) {
  BOOST_TEST(failure_of({"sh", "-c", framed(R"({"type":"hello","protocol":99})")}).find("it speaks protocol 99") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
