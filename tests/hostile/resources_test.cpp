// Programs that take memory, processes, threads, files and output without end.
#include <boost/test/unit_test.hpp>

#include "tests/hostile/hostile.hpp"
#include "tests/hostile/programs.hpp"

BOOST_AUTO_TEST_SUITE(resources_test)

using namespace dy2stat;
using namespace hostile;

namespace {

void uses_up_memory(const std::string& lines, const std::string& text) {
  on_every_worker(request_for(at_import(lines)), [&](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::out_of_memory, Stage::load, text);
  });
  on_every_worker(request_for(in_call(lines)), [&](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::out_of_memory, Stage::eager, text);
  });
  on_every_worker(request_for(in_capture("script", lines)), [&](const Records& records) {
    expect(records, {"script"}, Verdict::out_of_memory, Stage::capture, text);
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

// Every engine's record is what it is of the harmless program.
void is_harmless(const std::string& program) {
  on_every_worker(request_for(program), [](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

// Script refuses the Python in the call, as it says; eager and trace run it.
void does_not_hinder_trace(const std::string& lines, const std::string& refusal) {
  on_every_worker(request_for(in_call(lines)), [&](const Records& records) {
    expect(records, {"script"}, Verdict::rejected, Stage::capture, refusal);
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(memory_in_python) {
  uses_up_memory("taken = []\nwhile True: taken.append(bytearray(1 << 24))", "MemoryError");
}

BOOST_AUTO_TEST_CASE(memory_in_tensors) {
  uses_up_memory("taken = []\nwhile True: taken.append(torch.ones(1 << 22))", "can't allocate memory");
}

BOOST_AUTO_TEST_CASE(memory_of_the_family) {
  // None of the processes passes the limit of 400 MiB by itself.
  uses_up_memory(
      "for _ in range(4):\n    if os.fork() == 0:\n        taken = b'x' * (150 << 20)\n        time.sleep(1000)\n"
      "time.sleep(1000)",
      "its processes used more than 400 MiB");
}

BOOST_AUTO_TEST_CASE(memory_of_a_moment) {
  // 32 MiB that are there for too short a time to be sampled, less what the stage maps of libraries meanwhile.
  on_every_worker(request_for(in_call("torch.ones(1 << 23)")), [](const Records& records) {
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
    BOOST_TEST(records.at("trace").peak_mib > 24);
    BOOST_TEST(records.at("trace").peak_mib < 150);
  });
}

BOOST_AUTO_TEST_CASE(fork_bomb) {
  const std::string bomb = "while True:\n    try: os.fork()\n    except OSError: pass";
  on_every_worker(request_for(in_call(bomb)), [&](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::eager, "it had more than 40 processes");
  });
  on_every_worker(request_for(in_capture("script", bomb)), [&](const Records& records) {
    expect(records, {"script"}, Verdict::crashed, Stage::capture, "it had more than 40 processes");
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

BOOST_AUTO_TEST_CASE(a_copy_of_itself_goes_on) {
  does_not_hinder_trace("os.fork()", "<built-in function fork> is currently not supported");
}

BOOST_AUTO_TEST_CASE(children_in_sessions_of_their_own) {
  const std::string lines =
      "for _ in range(10):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0: time.sleep(1000)\n"
      "        os._exit(0)";
  is_harmless(at_import(lines));
  auto request = request_for(in_call(lines));
  request.limits.processes = 200;
  on_every_worker(request, [](const Records& records) {
    expect(records, {"script"}, Verdict::rejected, Stage::capture,
           "<built-in function fork> is currently not supported");
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

BOOST_AUTO_TEST_CASE(threads_left_running) {
  const std::string lines = "for _ in range(3): threading.Thread(target=lambda: time.sleep(1000)).start()";
  is_harmless(at_import(lines));
  does_not_hinder_trace(lines, "Lambda aren't supported");
}

BOOST_AUTO_TEST_CASE(much_output) {
  const std::string lines = "for _ in range(50):\n    os.write(1, b'o' * 1048576)\n    os.write(2, b'e' * 1048576)";
  is_harmless(at_import(lines));
  // What trace printed while it captured is no output of the captured program.
  on_every_worker(request_for(in_call(lines)), [](const Records& records) {
    expect(records, {"script"}, Verdict::rejected, Stage::capture, "Unknown Constant expression type");
    expect(records, {"trace"}, Verdict::unsound, Stage::verify, "output");
  });
}

BOOST_AUTO_TEST_CASE(stdout_closed) {
  is_harmless(at_import("os.close(1)\nsys.stdout.close()\nos.close(2)"));
  does_not_hinder_trace("os.closerange(0, 1000)", "<built-in function closerange> is currently not supported");
}

BOOST_AUTO_TEST_CASE(raw_bytes_to_every_descriptor) {
  const std::string lines =
      "for descriptor in range(1000):\n    try: os.write(descriptor, b'\\xff\\x00J' * 1000)\n    except OSError: pass";
  is_harmless(at_import(lines));
  on_every_worker(request_for(in_capture("script", lines + "\nraise ValueError('done')")), [](const Records& records) {
    expect(records, {"script"}, Verdict::rejected, Stage::capture, "done");
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

BOOST_AUTO_TEST_CASE(reading_stdin) {
  is_harmless(at_import("assert sys.stdin.read() == ''"));
  on_every_worker(request_for(at_import("input()")), [](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::load, "EOFError");
  });
}

BOOST_AUTO_TEST_CASE(files_in_the_current_folder) {
  // Each process has a folder of its own: trace does not see what eager wrote.
  does_not_hinder_trace("if torch.jit.is_tracing(): assert not os.path.exists('mark')\nopen('mark', 'w').write('here')",
                        "Can't get source for <function exists");
}

BOOST_AUTO_TEST_CASE(the_folder_vanishes) {
  is_harmless(at_import("shutil.rmtree(os.getcwd())"));
  does_not_hinder_trace("shutil.rmtree(os.getcwd(), ignore_errors=True) if os.path.exists('program.py') else None",
                        "Can't get source for <function exists");
}

BOOST_AUTO_TEST_CASE(the_folders_of_the_case_and_of_the_worker_vanish) {
  for (const std::string folder : {"os.path.dirname(os.getcwd())", "os.path.dirname(os.path.dirname(os.getcwd()))"}) {
    is_harmless(at_import("shutil.rmtree(" + folder + ")"));
    on_every_worker(request_for(in_capture("script", "shutil.rmtree(" + folder + ")\nraise ValueError('done')")),
                    [](const Records& records) {
                      expect(records, {"script"}, Verdict::rejected, Stage::capture, "done");
                      expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
                    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
