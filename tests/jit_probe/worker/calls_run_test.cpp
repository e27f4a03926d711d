// What programs call, recorded in processes of their own and sent in parts.
#include "jit_probe/worker/calls_run.hpp"

#include <sys/mount.h>

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/frame.hpp"
#include "tests/support/folder.hpp"

namespace dy2stat {
namespace {

CaseRequest calls_request(const std::string& program, const std::string& level = "api") {
  CaseRequest request;
  request.case_name = "made/case";
  request.files["recorded_here.py"] = "import os, signal, threading, time, torch\n" + program;
  request.module = "recorded_here";
  request.entry = "entry";
  request.engines = {no_engine};
  request.limits.timeout_seconds = 60;
  request.calls.emplace();
  request.calls->recording.level = level;
  return request;
}

struct RecordedCalls {
  CallRecording recording;
  std::vector<std::string> files;

  // All calls as "API detailed_name source", those that raised or never ended with a mark, in the order of their
  // starts.
  std::vector<std::string> calls() const {
    std::map<std::int64_t, std::string> sorted;
    for (const auto& file : files) {
      const auto json = Json::parse(file);
      for (const auto& [api, group] : json.items())
        for (const auto& [number, call] : group.at("calls").items())
          sorted[call.at("start_ns").get<std::int64_t>()] = api + " " + call.value("source", "") +
                                                            (call.contains("raised") ? " raised" : "") +
                                                            (call.contains("unfinished") ? " unfinished" : "");
    }
    std::vector<std::string> all;
    for (const auto& [start, call] : sorted) all.push_back(call);
    return all;
  }
};

// Records in that folder, which the case has for its own.
std::vector<RecordedCalls> recorded_in(const std::filesystem::path& folder, const CaseRequest& request) {
  Fingerprint fingerprint;
  fingerprint.worker = "torch-of-the-test";
  fingerprint.torch = TorchVersion::parse("2.0.0");
  std::vector<RecordedCalls> all(1);
  std::uint64_t left = 0;
  Family family;
  run_calls(request, folder, fingerprint, family, -1, [&](std::string_view frames) {
    FrameReader reader;
    reader.feed(frames);
    const auto frame = reader.next();
    if (frame->kind == FrameKind::part) {
      BOOST_REQUIRE(frame->payload.size() <= left);
      left -= frame->payload.size();
      all.back().files.back() += frame->payload;
      return;
    }
    const auto json = Json::parse(frame->payload);
    BOOST_REQUIRE(left == 0u);
    if (json.at("type") == "file") {
      left = calls_file_from_json(json).bytes;
      all.back().files.emplace_back();
    } else {
      BOOST_TEST(json.at("type") == "calls");
      all.back().recording = call_recording_from_json(json);
      all.emplace_back();
    }
  });
  BOOST_TEST(family.size() == 0u);
  all.pop_back();
  for (const auto& one : all) BOOST_TEST(one.recording.files == static_cast<int>(one.files.size()));
  return all;
}

std::vector<RecordedCalls> recorded(const CaseRequest& request) {
  const test::Folder folder;
  return recorded_in(folder.path, request);
}

using Missing = Benchmark::Missing;

std::string joined_calls(const RecordedCalls& of) {
  std::string text;
  for (const auto& call : of.calls()) text += call + "; ";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calls_run_test)

BOOST_AUTO_TEST_CASE(a_function_without_inputs_is_called_without_arguments) {
  const auto all =
      recorded(calls_request("def entry():\n    a = torch.randn(2)\n    return torch.add(a, torch.randn(2))\n"));
  BOOST_REQUIRE(all.size() == 1u);
  BOOST_TEST(joined_calls(all[0]) ==
             "torch.randn recorded_here.py:3; torch.randn recorded_here.py:4; torch.add recorded_here.py:4; ");
  const auto& recording = all[0].recording;
  BOOST_TEST(recording.failure == "");
  BOOST_TEST(recording.worker == "torch-of-the-test");
  BOOST_TEST(recording.apis.at("torch.randn").calls == 2u);
  BOOST_TEST(recording.written == 3u);
  BOOST_TEST(recording.lost == 0u);
}

BOOST_AUTO_TEST_CASE(a_module_is_called_with_each_input_set) {
  const auto all =
      recorded(calls_request("class entry(torch.nn.Module):\n    def forward(self, x):\n        return x + 1\n"
                             "def inputs():\n    return [(torch.ones(2),), (torch.ones(3),)]\n"));
  BOOST_TEST(joined_calls(all.at(0)) ==
             "torch.nn.Module input set 0:1; torch.Tensor.add recorded_here.py:4; "
             "torch.nn.Module input set 1:1; torch.Tensor.add recorded_here.py:4; ");
}

BOOST_AUTO_TEST_CASE(operators_inside_a_captured_graph_are_recorded_when_it_has_settled) {
  auto request = calls_request(
      "def entry(x):\n    y = torch.ones(2) + torch.ones(2)\n    for _ in range(3):\n"
      "        x = torch.sin(x) * y\n    return x\n"
      "def inputs():\n    return [(torch.ones(2),)]\n",
      "operator");
  request.engines = {no_engine, "script", "trace"};
  request.calls->warm_up = 3;
  const auto all = recorded(request);
  BOOST_REQUIRE(all.size() == 3u);
  for (const auto& one : all) {
    BOOST_TEST(one.recording.failure == "");
    BOOST_TEST(one.recording.apis.at("aten::sin").calls == 3u, one.recording.engine);
    BOOST_TEST(!one.recording.apis.contains("aten::manual_seed"));
  }
  BOOST_TEST(all[1].recording.engine == "script");
}

BOOST_AUTO_TEST_CASE(what_a_call_raises_is_noted_and_the_next_one_made) {
  const auto all =
      recorded(calls_request("def entry(x):\n    return x @ torch.ones(3)\n"
                             "def inputs():\n    return [(torch.ones(2),), (torch.ones(3),)]\n"));
  BOOST_TEST(joined_calls(all.at(0)) ==
             "torch.ones recorded_here.py:3; torch.Tensor.matmul recorded_here.py:3 raised; "
             "torch.ones recorded_here.py:3; torch.Tensor.matmul recorded_here.py:3; ");
  BOOST_REQUIRE(all[0].recording.notes.size() == 1u);
  BOOST_TEST(all[0].recording.notes[0].starts_with("input set 0 raised RuntimeError: "));
}

BOOST_AUTO_TEST_CASE(a_program_that_kills_itself_leaves_its_records) {
  const auto all =
      recorded(calls_request("class entry(torch.nn.Module):\n    def forward(self, x):\n        y = x + 1\n"
                             "        os.kill(os.getpid(), signal.SIGKILL)\n"
                             "def inputs():\n    return [(torch.ones(2),)]\n"));
  BOOST_TEST(joined_calls(all.at(0)) ==
             "torch.nn.Module input set 0:1 unfinished; torch.Tensor.add recorded_here.py:4; ");
  BOOST_TEST((all[0].recording.missing == Missing::failed));
  BOOST_TEST(all[0].recording.failure == "the process was killed by signal 9 (Killed)");
}

BOOST_AUTO_TEST_CASE(a_program_that_takes_too_long_leaves_its_records) {
  auto request = calls_request("def entry():\n    torch.ones(1)\n    time.sleep(600)\n");
  request.limits.timeout_seconds = 3;
  const auto all = recorded(request);
  BOOST_TEST(joined_calls(all.at(0)) == "torch.ones recorded_here.py:3; ");
  BOOST_TEST(all[0].recording.failure == "not done after 3 s");
}

BOOST_AUTO_TEST_CASE(threads_and_forked_children_are_recorded) {
  const auto all = recorded(calls_request(
      "def entry():\n    t = threading.Thread(target=lambda: torch.ones(1))\n    t.start(); t.join()\n"
      "    if os.fork() == 0:\n        torch.zeros(2)\n        os._exit(0)\n    os.wait()\n    torch.eye(2)\n"));
  BOOST_TEST(joined_calls(all.at(0)) ==
             "torch.ones recorded_here.py:3; torch.zeros recorded_here.py:6; torch.eye recorded_here.py:9; ");
  std::set<int> processes;
  const auto json = Json::parse(all[0].files.at(0));
  for (const auto& [api, group] : json.items())
    for (const auto& [number, call] : group.at("calls").items()) processes.insert(call.at("process").get<int>());
  BOOST_TEST(processes.size() == 2u);
}

BOOST_AUTO_TEST_CASE(many_calls_come_in_files_that_are_sent_as_they_are_complete) {
  auto request = calls_request(
      "def entry(x):\n    for _ in range(100000):\n        torch.neg(x)\n"
      "def inputs():\n    return [(torch.ones(2),)]\n",
      "operator");
  request.calls->recording.file_max_size = "8MB";
  const auto all = recorded(request);
  BOOST_TEST(all.at(0).files.size() > 2u);
  std::set<std::string> numbers;
  for (const auto& file : all[0].files) {
    BOOST_TEST(file.size() <= 8u << 20);
    const auto json = Json::parse(file);
    for (const auto& [number, call] : json.at("aten::neg").at("calls").items()) numbers.insert(number);
  }
  BOOST_TEST(numbers.size() == 100'000u);
  BOOST_TEST(all[0].recording.apis.at("aten::neg").calls == 100'000u);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_told_from_a_program_that_fails_and_from_one_that_cannot_run_here) {
  auto request = calls_request("def entry(x):\n    return eval('x')\ndef inputs():\n    return [(torch.ones(2),)]\n");
  request.engines = {"script"};
  BOOST_TEST((recorded(request).at(0).recording.missing == Missing::refused));
  request = calls_request("raise ValueError('at once')\n");
  const auto failed = recorded(request).at(0).recording;
  BOOST_TEST((failed.missing == Missing::failed));
  BOOST_TEST(failed.failure.starts_with("ValueError: at once"), failed.failure);
  request.required_packages = {"no_such_package"};
  BOOST_TEST((recorded(request).at(0).recording.missing == Missing::unavailable));
  request.required_torch = ">=99";
  BOOST_TEST(recorded(request).at(0).recording.failure == "the case needs torch >=99");
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_told_and_what_was_written_is_sent) {
  auto request = calls_request(
      "def entry(x):\n    for _ in range(20000):\n        torch.neg(x)\n"
      "def inputs():\n    return [(torch.ones(2),)]\n",
      "operator");
  request.calls->recording.format = "csv";
  const test::Folder folder;
  if (::mount("none", folder.path.c_str(), "tmpfs", 0, "size=300k") != 0) {
    BOOST_TEST_MESSAGE("skipped: no file system may be mounted here");
    return;
  }
  const auto all = recorded_in(folder.path, request);
  ::umount2(folder.path.c_str(), MNT_DETACH);
  BOOST_TEST(all.at(0).recording.failure.find("No space left on device; free space there") != std::string::npos,
             all[0].recording.failure);
  BOOST_TEST(all[0].recording.lost > 0u);
  BOOST_TEST(all[0].recording.written > 100u);
  BOOST_TEST(all[0].recording.written + all[0].recording.lost == 20'000u);
  BOOST_REQUIRE(all[0].files.size() == 1u);
  BOOST_TEST(static_cast<std::uint64_t>(std::ranges::count(all[0].files[0], '\n')) == all[0].recording.written + 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
