// What is kept of a program's output.
#include "jit_probe/worker/output.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "capture/python/headers.hpp"
#include "jit_probe/worker/shared_text.hpp"

BOOST_AUTO_TEST_SUITE(output_test)

namespace {

// What take_output gives in a process of its own that runs the Python code.
std::string output_of(const char* code) {
  dy2stat::SharedText left;
  const pid_t child = ::fork();
  if (child == 0) {
    left.claim();
    dy2stat::redirect_stdout();
    py::module_::import("builtins").attr("exec")(code, py::dict());
    left.append(dy2stat::take_output());
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  BOOST_TEST(status == 0);
  return std::string(left.text());
}

}  // namespace

BOOST_AUTO_TEST_CASE(python_and_raw_writes) {
  BOOST_TEST(output_of("import os; print('one', flush=True); os.write(1, b'two'); print('three')") ==
             "one\ntwothree\n");
}

BOOST_AUTO_TEST_CASE(a_closed_stdout_loses_nothing_that_was_written) {
  BOOST_TEST(output_of("import os; print('before', flush=True); os.close(1)") == "before\n");
}

BOOST_AUTO_TEST_CASE(every_descriptor_closed) {
  BOOST_TEST(output_of("import os; print('before', flush=True); os.closerange(0, 1000)") == "");
}

BOOST_AUTO_TEST_CASE(much_output_is_counted_and_not_kept) {
  const auto text = output_of("import os\nfor _ in range(50): os.write(1, b'x' * 1048576)");
  BOOST_TEST(text.size() < 9'000u);
  BOOST_TEST(text.ends_with("xx\n(and 52420608 bytes more)"));
}

BOOST_AUTO_TEST_SUITE_END()
