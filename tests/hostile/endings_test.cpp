// Programs that end their process, or never end.
#include <boost/test/unit_test.hpp>

#include "tests/hostile/hostile.hpp"
#include "tests/hostile/programs.hpp"

BOOST_AUTO_TEST_SUITE(endings_test)

using namespace dy2stat;
using namespace hostile;

namespace {

// The program ends its process in eager: no engine can be compared. It ends it in one engine's capture: that is one
// record, and the other engine's is what it would have been.
void costs_one_record(const std::string& lines, const std::string& reason) {
  on_every_worker(request_for(in_call(lines)), [&](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::eager, reason);
  });
  on_every_worker(request_for(in_capture("script", lines)), [&](const Records& records) {
    expect(records, {"script"}, Verdict::crashed, Stage::capture, reason);
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
  on_every_worker(request_for(in_capture("trace", lines)), [&](const Records& records) {
    expect(records, {"script"}, Verdict::sound, Stage::verify, "equal to eager");
    expect(records, {"trace"}, Verdict::crashed, Stage::capture, reason);
  });
}

void times_out(const std::string& lines) {
  const auto shortly = [](const std::string& program) {
    auto request = request_for(program);
    request.limits.timeout_seconds = 2;
    return request;
  };
  on_every_worker(shortly(in_call(lines)), [&](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::timed_out, Stage::eager, "not done after 2 s");
  });
  auto request = request_for(in_capture("script", lines));
  request.limits.timeout_seconds = 5;  // enough for the engine that does not hang, on a busy machine too
  on_every_worker(request, [&](const Records& records) {
    expect(records, {"script"}, Verdict::timed_out, Stage::capture, "not done after 5 s");
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(segmentation_fault) {
  costs_one_record("ctypes.string_at(0)", "killed by signal 11 (Segmentation fault)");
}

BOOST_AUTO_TEST_CASE(abort) {
  costs_one_record("os.abort()", "killed by signal 6 (Aborted)");
}

BOOST_AUTO_TEST_CASE(abort_when_what_was_captured_is_called) {
  // Nothing but eager calls the trap from `func`.
  const auto program = std::string(imports) + R"(
@torch.jit.ignore
def trap(x: torch.Tensor) -> torch.Tensor:
    caller = sys._getframe().f_back
    if caller is None or caller.f_code.co_name != 'func':
        os.abort()
    return x * 2

def func(x):
    return trap(x) + 1

def inputs():
    return [(torch.ones(2),)]
)";
  on_every_worker(request_for(program), [](const Records& records) {
    expect(records, {"script"}, Verdict::crashed, Stage::call, "killed by signal 6 (Aborted)");
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
    // What was known before the call is not lost with the process.
    const auto& script = records.at("script");
    BOOST_TEST(script.artifact.at("graph").at("operators").at("aten::add") == 1);
    BOOST_TEST(blob_of(script.artifact.at("code").at("text")).has_value());
    BOOST_TEST(script.making.at("names").at(0).at("name") == "trap");
    BOOST_TEST(script.seconds.capture > 0);
  });
}

BOOST_AUTO_TEST_CASE(exit_with_zero) {
  costs_one_record("os._exit(0)", "ended itself with exit code 0 before it was done");
}

BOOST_AUTO_TEST_CASE(exit_with_three) {
  costs_one_record("os._exit(3)", "ended itself with exit code 3 before it was done");
}

BOOST_AUTO_TEST_CASE(native_stack_overflow) {
  costs_one_record("nested = ()\nfor _ in range(1000000): nested = (nested,)\nhash(nested)",
                   "killed by signal 11 (Segmentation fault)");
}

BOOST_AUTO_TEST_CASE(endless_python_loop) {
  times_out("while True: pass");
}

BOOST_AUTO_TEST_CASE(endless_native_loop) {
  times_out("sum(itertools.repeat(0))");
}

BOOST_AUTO_TEST_CASE(signals_ignored) {
  times_out(
      "for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)\n"
      "while True: time.sleep(1)");
}

BOOST_AUTO_TEST_CASE(python_recursion_without_end) {
  on_every_worker(request_for(in_call("def again(): again()\nagain()")), [](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::eager, "RecursionError");
  });
  on_every_worker(request_for(in_capture("trace", "def again(): again()\nagain()")), [](const Records& records) {
    expect(records, {"script"}, Verdict::sound, Stage::verify, "equal to eager");
    expect(records, {"trace"}, Verdict::rejected, Stage::capture, "RecursionError");
  });
}

// As root, and with no namespace around it, such a program would end this machine's processes: it looks first.
const std::string in_namespace =
    "if os.readlink('/proc/self') == str(os.getpid()): raise RuntimeError('no namespace')\n";

BOOST_AUTO_TEST_CASE(kills_its_parent, *boost::unit_test::precondition(namespaces_are_permitted)) {
  // In a pid namespace the parent has the number 0, and signals to 0 go to the program's own group.
  in_namespaces(
      request_for(in_call(in_namespace + "os.kill(os.getppid(), signal.SIGKILL)")), [](const Records& records) {
        expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::eager, "killed by signal 9 (Killed)");
      });
}

BOOST_AUTO_TEST_CASE(kills_whatever_it_can, *boost::unit_test::precondition(namespaces_are_permitted)) {
  in_namespaces(
      request_for(in_call(in_namespace + "try: os.kill(-1, signal.SIGKILL)\nexcept ProcessLookupError: pass")),
      [](const Records& records) {
        expect(records, {"script"}, Verdict::rejected, Stage::capture, "try blocks aren't supported");
        expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
      });
}

BOOST_AUTO_TEST_SUITE_END()
