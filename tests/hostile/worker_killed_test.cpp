// The worker itself dies, or the run is interrupted.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/record/run_folder.hpp"
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

namespace {

// A folder with cases, and `jit_probe run` on it in a group of its own.
struct Suite {
  fs::path folder = fs::temp_directory_path() / ("interrupted-" + std::to_string(::getpid()));
  Suite() { fs::create_directories(folder); }
  ~Suite() { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& program) const {
    const auto at = folder / "cases" / name;
    fs::create_directories(at);
    std::ofstream(at / "program.py") << program;
    std::ofstream(at / "case.toml") << "title = 'a case'\nentry = 'func'\ntags = ['test']\nwhy = 'it is run'\n";
  }
  pid_t start(const std::vector<std::string>& more) const {
    std::vector<std::string> words{"jit_probe", "run", "--out", (folder / "run").string()};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto program = fs::path(DY2STAT_BINARY) / "bin" / "jit_probe", log = folder / "log";
    const pid_t process = ::fork();
    if (process != 0) return process;
    ::setpgid(0, 0);
    if (!std::freopen(log.c_str(), "w", stdout) || !std::freopen(log.c_str(), "a", stderr)) ::_exit(99);
    ::execv(program.c_str(), arguments.data());
    ::_exit(98);
  }
  static int exit_code_of(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  // Case, engine and worker of each line of records.jsonl.
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    if (fs::exists(folder / "run/run.json"))
      each_record_line(folder / "run", [&](std::string_view line, std::size_t) {
        const auto record = record_from_json(Json::parse(line));
        lines.push_back(record.case_name + " " + record.engine + " " + record.worker);
      });
    return lines;
  }
};

}  // namespace

// Ctrl-C while real workers run: what is done is on disk, and --resume makes exactly the rest.
BOOST_AUTO_TEST_CASE(control_c) {
  const Suite suite;
  suite.write("a_harmless", harmless_program);
  suite.write("b_endless", at_import("while True: pass"));
  adopt_orphans();
  const auto before = descendants(::getpid()).size();
  const pid_t run = suite.start({(suite.folder / "cases").string()});
  for (int waited = 0; waited < 1200 && suite.lines().size() < 2; ++waited) ::usleep(50'000);
  const auto done = suite.lines();
  ::kill(run, SIGINT);
  BOOST_TEST(Suite::exit_code_of(run) == 130);
  // What the run left would have become a child of this process.
  BOOST_TEST(descendants(::getpid()).size() == before);
  BOOST_TEST(suite.lines() == done, boost::test_tools::per_element());
  const auto interrupted = read_run({suite.folder / "run"});
  BOOST_TEST(interrupted.description.ended_by == "interrupted");
  BOOST_TEST(interrupted.records.size() == 2u);
  for (const auto& record : interrupted.records) BOOST_TEST(record.case_name == "cases/a_harmless");

  suite.write("b_endless", harmless_program);
  BOOST_TEST(Suite::exit_code_of(suite.start({"--resume"})) == 0);
  auto all = suite.lines();
  const std::vector<std::string> first(all.begin(), all.begin() + std::min<std::ptrdiff_t>(2, std::ssize(all)));
  BOOST_TEST(first == done, boost::test_tools::per_element());
  BOOST_TEST(all.size() == 4 * worker_programs().size());
  std::ranges::sort(all);
  BOOST_TEST((std::ranges::adjacent_find(all) == all.end()), "a record was made twice");
  BOOST_TEST(read_run({suite.folder / "run"}).description.ended_by == "finished");
}

BOOST_AUTO_TEST_SUITE_END()
