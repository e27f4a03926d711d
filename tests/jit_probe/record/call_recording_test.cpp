// Recordings of calls as JSON, there and back.
#include "jit_probe/record/call_recording.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/record.hpp"

using namespace dy2stat;

namespace {

CallRecording example_recording() {
  CallRecording recording;
  recording.case_name = "a/b";
  recording.engine = "script";
  recording.worker = "w";
  recording.torch = TorchVersion::parse("2.13.0");
  recording.level = "operator";
  recording.apis["aten::add"] = {3, 1, 0.25, 0.125};
  recording.written = 3;
  recording.lost = 1;
  recording.files = 2;
  recording.missing = Benchmark::Missing::failed;
  recording.failure = "the process was killed by signal 9 (Killed)";
  recording.notes = {"input set 1 raised ValueError: \xff"};
  return recording;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(call_recording_test)

BOOST_AUTO_TEST_CASE(a_recording_survives_json) {
  const auto json = Json::parse(to_json(example_recording()).dump());
  const auto read = call_recording_from_json(json);
  BOOST_TEST(to_json(read) == json);
  BOOST_TEST(read.apis.at("aten::add").own_ms == 0.125);
  BOOST_TEST(read.notes.front() == "input set 1 raised ValueError: \xff");
}

BOOST_AUTO_TEST_CASE(options_and_files_survive_json) {
  CallsOptions options;
  options.recording.level = "operator";
  options.recording.format = "csv";
  options.recording.file_max_size = "10MB";
  options.recording.source_lines = true;
  options.warm_up = 3;
  BOOST_TEST(to_json(calls_options_from_json(to_json(options))) == to_json(options));
  const CallsFile file{"a/b", "eager", "w", 3, ".json", 5u << 30};
  BOOST_TEST(to_json(calls_file_from_json(to_json(file))) == to_json(file));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_said) {
  auto json = to_json(example_recording());
  json["schema"] = call_recording_schema + 1;
  BOOST_CHECK_EXCEPTION(call_recording_from_json(json), BadRecord, [](const BadRecord& error) {
    return std::string(error.what()) == "this recording of calls was written by a newer dy2stat; read it with that one";
  });
  json = to_json(example_recording());
  json.erase("apis");
  BOOST_CHECK_THROW(call_recording_from_json(json), BadRecord);
  CallsOptions options;
  auto bad = to_json(options);
  bad["format"] = "xml";
  BOOST_CHECK_THROW(calls_options_from_json(bad), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(an_ending_that_leads_elsewhere_is_refused) {
  for (const std::string ending : {"", ".", "json", "./../x", ".JSON", ".averylongone"}) {
    auto json = to_json(CallsFile{"a/b", "eager", "w", 1, ending, 0});
    BOOST_CHECK_THROW(calls_file_from_json(json), BadRecord);
  }
}

BOOST_AUTO_TEST_SUITE_END()
