// One long-lived process of each worker, as in a run.
#include "tests/hostile/hostile.hpp"

#include <poll.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/schedule/worker_process.hpp"

namespace hostile {
namespace {

namespace fs = std::filesystem;
using namespace dy2stat;

constexpr const char* harmless = R"(
import torch
def func(x):
    return x * 2
def inputs():
    return [(torch.ones(2),), (torch.zeros(3),)]
)";

Records answers_to(WorkerProcess& worker, const CaseRequest& request) {
  Records records;
  worker.send(request);
  while (true) {
    while (const auto frame = worker.next()) {
      if (frame->kind == FrameKind::blob) continue;
      const auto json = Json::parse(frame->payload);
      if (json.value("type", "") == "done") return records;
      auto record = record_from_json(json);
      BOOST_TEST(!records.contains(record.engine), "two records of " << record.engine);
      records[record.engine] = std::move(record);
    }
    if (!worker.receive()) {
      BOOST_ERROR("the worker " << worker.ending());
      return records;
    }
  }
}

using Command = std::vector<std::string>;

struct Tested {
  explicit Tested(const Command& command) : worker({command[0], command}), fingerprint(worker.hello()) {}
  WorkerProcess worker;
  Fingerprint fingerprint;
};

// Gone at the end.
struct TemporaryFolder {
  std::string path = (fs::temp_directory_path() / "hostile-XXXXXX").string();
  TemporaryFolder() {
    if (!::mkdtemp(path.data())) throw std::runtime_error("cannot make " + path);
    ::setenv("TMPDIR", path.c_str(), 1);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

bool has_namespace(const Tested& tested) {
  return tested.fingerprint.family_kill == "pid namespace";
}

// The worker's processes but the first of its pid namespace, which stays as long as it does.
std::size_t processes_below(const Tested& tested) {
  return descendants(tested.worker.process()).size() - (has_namespace(tested) ? 1 : 0);
}

// The workers of all tests.
Tested& worker_of(const Command& command) {
  static std::map<Command, std::unique_ptr<Tested>> workers;
  temporary_folder();
  auto& tested = workers[command];
  if (!tested) tested = std::make_unique<Tested>(command);
  return *tested;
}

void check_clean(Tested& tested) {
  BOOST_TEST(processes_below(tested) == 0u);
  for (const auto& item : fs::directory_iterator(temporary_folder()))
    BOOST_TEST(fs::is_empty(item.path()), "something is left in " << item.path());  // it is the folder of a worker
  const auto next = answers_to(tested.worker, request_for(harmless));
  expect(next, {"script", "trace"}, Verdict::sound, Stage::verify, "equal to eager");
}

void test(Tested& tested, const CaseRequest& request, const std::function<void(const Records&)>& check) {
  BOOST_TEST_CONTEXT(tested.worker.name() << ", families end by " << tested.fingerprint.family_kill) {
    const auto records = answers_to(tested.worker, request);
    BOOST_TEST(records.size() == request.engines.size());
    check(records);
    check_clean(tested);
  }
}

}  // namespace

CaseRequest request_for(const std::string& program) {
  CaseRequest request;
  request.case_name = "hostile/program";
  request.files = {{"program.py", program}};
  request.module = "program";
  request.entry = "func";
  request.engines = {"script", "trace"};
  request.limits.timeout_seconds = 20;
  request.limits.memory_mib = 400;
  request.limits.processes = 40;
  return request;
}

const std::string& temporary_folder() {
  static const TemporaryFolder folder;
  return folder.path;
}

std::vector<std::string> worker_programs() {
  std::vector<std::string> programs;
  for (const auto& item : fs::directory_iterator(DY2STAT_BINARY))
    if (fs::exists(item.path() / "bin" / "jit_probe_worker"))
      programs.push_back((item.path() / "bin" / "jit_probe_worker").string());
  return programs;
}

void on_every_worker(const CaseRequest& request, const std::function<void(const Records&)>& check) {
  const auto programs = worker_programs();
  BOOST_TEST_REQUIRE(!programs.empty(), "there is no worker to test; build one");
  for (const auto& program : programs) {
    test(worker_of({program}), request, check);
    test(worker_of({program, "--subreaper"}), request, check);
  }
}

void on_each_worker(const CaseRequest& request, const std::function<void(const Records&)>& check) {
  const auto programs = worker_programs();
  BOOST_TEST_REQUIRE(!programs.empty(), "there is no worker to test; build one");
  for (const auto& program : programs) test(worker_of({program}), request, check);
}

boost::test_tools::assertion_result namespaces_are_permitted(boost::unit_test::test_unit_id test) {
  const auto programs = worker_programs();
  if (programs.empty() || has_namespace(worker_of({programs.front()}))) return true;
  const std::string why = "the kernel permits no pid namespace, and it would kill what is not its own";
  // Boost itself tells the reason only at a higher log level.
  std::fprintf(stderr, "skipped %s: %s\n",
               boost::unit_test::framework::get<boost::unit_test::test_case>(test).p_name->c_str(), why.c_str());
  boost::test_tools::assertion_result no(false);
  no.message() << why;
  return no;
}

void in_namespaces(const CaseRequest& request, const std::function<void(const Records&)>& check) {
  const auto programs = worker_programs();
  BOOST_TEST_REQUIRE(!programs.empty(), "there is no worker to test; build one");
  for (const auto& program : programs) {
    auto& tested = worker_of({program});
    BOOST_TEST_REQUIRE(has_namespace(tested));
    test(tested, request, check);
  }
}

void expect(const Records& records, const std::vector<std::string>& engines, Verdict verdict, Stage stage,
            const std::string& text) {
  for (const auto& engine : engines) {
    BOOST_TEST_CONTEXT(engine) {
      const auto found = records.find(engine);
      BOOST_TEST_REQUIRE((found != records.end()));
      const auto& record = found->second;
      const auto told = record.reason + (record.error ? " | " + record.error->type + ": " + record.error->message : "");
      BOOST_TEST_CONTEXT(told) {
        BOOST_TEST(name_of(record.verdict) == name_of(verdict));
        BOOST_TEST(name_of(record.stage) == name_of(stage));
        BOOST_TEST(told.find(text) != std::string::npos, "'" << text << "' is missing");
      }
    }
  }
}

}  // namespace hostile
