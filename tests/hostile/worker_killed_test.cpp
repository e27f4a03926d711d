// The worker itself dies, or the run is interrupted.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <thread>

#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/schedule/schedule.hpp"
#include "tests/hostile/hostile.hpp"
#include "tests/hostile/programs.hpp"

BOOST_AUTO_TEST_SUITE(worker_killed_test)

using namespace dy2stat;
using namespace hostile;
namespace fs = std::filesystem;

namespace {

CaseRequest named(const std::string& name, const std::string& program) {
  auto request = request_for(program);
  request.case_name = name;
  return request;
}

const std::string harmless_program = std::string(imports) + harmless_function + harmless_inputs;

// Runs the requests on one worker; `seen` is called with each record as it comes.
std::map<std::string, Records> run(const std::vector<std::string>& command, const std::vector<CaseRequest>& requests,
                                   std::atomic<bool>& interrupted, const std::function<void(const Record&)>& seen) {
  std::map<std::string, Records> records;
  ScheduleEvents events;
  events.hello = [](const std::string&, const Fingerprint&) {};
  events.blob = [](const std::string&, std::string_view) {};
  events.worker_failed = [](const WorkerFailed& failure) { BOOST_ERROR(failure.what()); };
  events.record = [&](Record record) {
    BOOST_TEST(!records[record.case_name].contains(record.engine));
    seen(record);
    records[record.case_name][record.engine] = std::move(record);
  };
  const auto before = children_of(::getpid()).size();
  run_schedule({{{"worker", command}, requests}}, 1, interrupted, events);
  BOOST_TEST(children_of(::getpid()).size() == before);
  return records;
}

void kill_youngest_child() {
  ::kill(children_of(::getpid()).back(), SIGKILL);
}

}  // namespace

BOOST_AUTO_TEST_CASE(killed_in_the_middle_of_a_run) {
  const auto mark = fs::temp_directory_path() / ("mark-" + std::to_string(::getpid()));
  for (const auto& program : worker_programs()) {
    std::atomic<bool> interrupted{false};
    std::thread killer([&] {
      for (int waited = 0; !fs::exists(mark) && waited < 10'000; ++waited) ::usleep(10'000);
      kill_youngest_child();
      fs::remove(mark);
    });
    const auto records =
        run({program},
            {named("first", harmless_program),
             named("second", at_import("open('" + mark.string() + "', 'w').close()\ntime.sleep(1000)")),
             named("third", harmless_program), named("fourth", harmless_program)},
            interrupted, [](const Record&) {});
    killer.join();
    BOOST_TEST(records.size() == 4u);
    for (const std::string name : {"first", "third", "fourth"})
      expect(records.at(name), {"script", "trace"}, Verdict::sound, Stage::verify, "equal to eager");
    // The case that the worker was at is recorded and not tried again.
    expect(records.at("second"), {"script", "trace"}, Verdict::crashed, Stage::load,
           "the worker itself was killed by signal 9 (Killed) while it ran this case");
  }
}

BOOST_AUTO_TEST_CASE(killed_by_its_program) {
  // Without a pid namespace a program knows its worker's number.
  for (const auto& program : worker_programs()) {
    std::atomic<bool> interrupted{false};
    const auto records = run(
        {program, "--subreaper"},
        {named("first", harmless_program),
         named("second", in_call("assert os.getppid() > 1\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(1000)")),
         named("third", harmless_program)},
        interrupted, [](const Record&) {});
    BOOST_TEST(records.size() == 3u);
    for (const std::string name : {"first", "third"})
      expect(records.at(name), {"script", "trace"}, Verdict::sound, Stage::verify, "equal to eager");
    expect(records.at("second"), {"script", "trace"}, Verdict::crashed, Stage::load,
           "the worker itself was killed by signal 9 (Killed) while it ran this case");
  }
}

BOOST_AUTO_TEST_CASE(a_killed_workers_folder_goes_with_the_next_run) {
  const auto folders = [] {
    return std::distance(fs::directory_iterator(temporary_folder()), fs::directory_iterator());
  };
  for (const auto& program : worker_programs()) {
    const auto before = folders();
    std::atomic<bool> interrupted{false};
    const auto kill = in_call("open('left behind', 'w').close()\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(9)");
    run({program, "--subreaper"}, {named("first", kill)}, interrupted, [](const Record&) {});
    BOOST_TEST(folders() == before + 1);
    run({program}, {named("second", harmless_program)}, interrupted, [](const Record&) {});
    BOOST_TEST(folders() == before);
  }
}

BOOST_AUTO_TEST_CASE(interrupted) {
  std::atomic<bool> interrupted{false};
  const auto records = run({worker_programs().front()},
                           {named("first", harmless_program), named("second", at_import("time.sleep(1000)")),
                            named("third", harmless_program)},
                           interrupted, [&](const Record& record) {
                             interrupted = record.case_name == "first" && record.engine == "trace";
                           });
  // What had come is whole, and what had not is nowhere: neither crashed nor made after all.
  BOOST_TEST(records.size() == 1u);
  expect(records.at("first"), {"script", "trace"}, Verdict::sound, Stage::verify, "equal to eager");
}

BOOST_AUTO_TEST_SUITE_END()
