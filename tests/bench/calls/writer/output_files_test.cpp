// Files of records: formats, names, rotation.
#include "bench/calls/writer/output_files.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/file_size_limit.hpp"
#include "tests/support/folder.hpp"

namespace dy2stat::calls {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct ThreeCalls {
  test::Folder folder;
  Options options;
  ThreeCalls() {
    options.out_dir = folder.path / "out";
    options.file_name_spec = "number";
  }

  static Call call(std::string_view name, std::int64_t start, std::int64_t cost) {
    Call call;
    call.name = name;
    call.start = start;
    call.cost = call.own = cost;
    call.arguments = R"(["x, y", 1])";
    call.process = 7;
    call.thread = 8;
    return call;
  }
  // Files of the calls `b` at 30 (1 ms), `a` at 20 (2 ms, raised) and `b` at 10 (3.000001 ms, in a program of the
  // user's).
  std::vector<std::string> three() {
    OutputFiles files(options);
    files.add(call("b", 30, 1'000'000));
    auto second = call("a", 20, 2'000'000);
    second.raised = true;
    second.detail = "a.detail";
    files.add(second);
    auto third = call("b", 10, 3'000'001);
    third.file = "my \"own\".py";
    third.line = 5;
    third.result = "2";
    files.add(third);
    files.finish();
    BOOST_TEST(files.failure() == "");
    BOOST_TEST(files.written() == 3u);
    return files.files();
  }
};

BOOST_FIXTURE_TEST_SUITE(output_files_test, ThreeCalls)

BOOST_AUTO_TEST_CASE(json_is_nested_by_api_and_numbered_by_start) {
  const auto files = three();
  BOOST_REQUIRE(files.size() == 1u);
  BOOST_TEST(files[0] == (folder.path / "out/calls-0001.json").string());
  BOOST_TEST(
      test::content_of(files[0]) ==
      "{\n"
      "\"a\": {\"total_time_ms\": 2.000000, \"number_of_calls\": 1, \"calls\": {\n"
      "\"1\": {\"detailed_name\": \"a.detail\", \"start_ns\": 20, \"cost_ms\": 2.000000, \"own_ms\": 2.000000, "
      "\"arguments\": [\"x, y\", 1], \"result\": null, \"depth\": 0, \"thread\": 8, \"process\": 7, \"raised\": true}\n"
      "}},\n"
      "\"b\": {\"total_time_ms\": 4.000001, \"number_of_calls\": 2, \"calls\": {\n"
      "\"1\": {\"detailed_name\": \"b\", \"start_ns\": 10, \"cost_ms\": 3.000001, \"own_ms\": 3.000001, \"arguments\": "
      "[\"x, y\", 1], \"result\": 2, \"source\": \"my \\\"own\\\".py:5\", \"depth\": 0, \"thread\": 8, \"process\": "
      "7},\n"
      "\"2\": {\"detailed_name\": \"b\", \"start_ns\": 30, \"cost_ms\": 1.000000, \"own_ms\": 1.000000, \"arguments\": "
      "[\"x, y\", 1], \"result\": null, \"depth\": 0, \"thread\": 8, \"process\": 7}\n"
      "}}\n"
      "}\n");
}

BOOST_AUTO_TEST_CASE(csv_is_flat_and_quoted) {
  options.format = "csv";
  BOOST_TEST(
      test::content_of(three().at(0)) ==
      "API Name,Total Time (ms),Call Number,Start Timestamp,Cost Time (ms),Arguments,Detailed Name,Own Time (ms),"
      "Result,Source,Depth,Thread,Process,Ended\r\n"
      "a,2.000000,1,20,2.000000,\"[\"\"x, y\"\", 1]\",a.detail,2.000000,,,0,8,7,raised\r\n"
      "b,4.000001,1,10,3.000001,\"[\"\"x, y\"\", 1]\",b,3.000001,2,\"my \"\"own\"\".py:5\",0,8,7,returned\r\n"
      "b,4.000001,2,30,1.000000,\"[\"\"x, y\"\", 1]\",b,1.000000,,,0,8,7,returned\r\n");
}

BOOST_AUTO_TEST_CASE(trace_events_are_complete_events_in_microseconds) {
  options.format = "trace-event";
  const auto json = Json::parse(test::content_of(three().at(0)));
  const auto& events = json.at("traceEvents");
  BOOST_TEST(events.size() == 3u);
  BOOST_TEST(
      events[1].dump() ==
      R"({"ph":"X","name":"b","cat":"torch","ts":0.01,"dur":3000.001,"pid":7,"tid":8,"args":{"detailed_name":"b",)"
      R"("own_ms":3.000001,"arguments":["x, y",1],"result":2,"source":"my \"own\".py:5"}})");
}

BOOST_AUTO_TEST_CASE(a_file_that_would_grow_too_large_is_followed_by_the_next) {
  for (const std::string format : {"json", "csv", "trace-event"}) {
    options.format = format;
    options.out_dir = folder.path / format;
    options.file_max_size = "4096";
    OutputFiles files(options);
    for (int k = 0; k < 200; ++k) files.add(call(k % 2 ? "odd" : "even", k, k));
    files.finish();
    BOOST_TEST(files.files().size() > 5u);
    std::size_t records = 0;
    for (const auto& file : files.files()) {
      const auto size = fs::file_size(file);
      BOOST_TEST(size <= 4096u);
      if (file != files.files().back()) BOOST_TEST(size > 2700u);
      const auto content = test::content_of(file);
      for (auto at = content.find("x, y"); at != std::string::npos; at = content.find("x, y", at + 1)) ++records;
      if (format != "csv") BOOST_CHECK_NO_THROW(Json::parse(content));
    }
    BOOST_TEST(records == 200u);
    BOOST_TEST(files.totals().at("odd").calls == 100u);
    for (const auto& item : fs::directory_iterator(options.out_dir)) BOOST_TEST(item.path().extension() != ".part");
  }
}

BOOST_AUTO_TEST_CASE(numbers_of_calls_go_on_from_file_to_file) {
  options.file_max_size = "4096";
  OutputFiles files(options);
  for (int k = 0; k < 50; ++k) files.add(call("a", k, 1));
  files.finish();
  int expected = 0;
  for (const auto& file : files.files()) {
    const auto content = Json::parse(test::content_of(file));
    for (const auto& [number, record] : content.at("a").at("calls").items())
      BOOST_TEST(number == std::to_string(++expected));
  }
  BOOST_TEST(expected == 50);
}

BOOST_AUTO_TEST_CASE(a_record_larger_than_a_file_stands_alone_and_whole) {
  const auto large = "[\"" + std::string(6000, 'x') + "\"]";
  options.file_max_size = "4096";
  OutputFiles files(options);
  for (int k = 0; k < 3; ++k) {
    auto one = call("a", k, 1);
    one.arguments = large;
    files.add(one);
  }
  files.finish();
  BOOST_TEST(files.files().size() == 3u);
  for (const auto& file : files.files())
    BOOST_TEST(Json::parse(test::content_of(file)).at("a").at("calls").front().at("arguments").dump() == large);
}

BOOST_AUTO_TEST_CASE(names_follow_the_spec_and_no_file_is_written_over) {
  three();
  BOOST_TEST(three().at(0) == (folder.path / "out/calls-0002.json").string());
  options.file_name_spec = "program";
  options.program = "Net.forward";
  BOOST_TEST(three().at(0) == (folder.path / "out/Net_forward-0001.json").string());
  options.file_name_spec = "timestamp";
  const auto name = fs::path(three().at(0)).filename().string();
  BOOST_TEST(name.size() == std::string("calls-20261130T064500.123Z-0001.json").size());
  BOOST_TEST(name.starts_with("calls-20"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_is_an_error) {
  options.out_dir = "/proc/none/such";
  BOOST_CHECK_THROW(OutputFiles{options}, fs::filesystem_error);
}

BOOST_AUTO_TEST_CASE(a_folder_that_vanishes_is_told) {
  OutputFiles files(options);
  fs::remove_all(options.out_dir);
  files.add(call("a", 1, 1));
  files.finish();
  BOOST_TEST(files.failure() ==
             "cannot make " + options.out_dir +
                 "/calls-0001.part: No such file or directory. 0 records are written, 1 more found no room");
}

// A file may not grow beyond a limit, as on a disk that is full: what has no room is lost, and nothing else.
BOOST_AUTO_TEST_CASE(no_record_is_cut_where_the_room_ends) {
  for (const std::string format : {"json", "csv", "trace-event"}) {
    options.format = format;
    options.out_dir = folder.path / format;
    OutputFiles files(options);
    for (int k = 0; k < 10; ++k) files.add(call("before", k, 1));
    files.flush();
    for (int k = 0; k < 100; ++k) files.add(call(k == 99 ? "last" : "a", k, 1));
    {
      const test::FileSizeLimit limit(6000);
      files.finish();
    }
    BOOST_TEST(files.failure().starts_with("cannot write into " + options.out_dir + ": File too large; free space"),
               format << ": " << files.failure());
    BOOST_TEST(files.written() + files.lost() == 110u);
    BOOST_TEST(files.written() > 20u);
    BOOST_TEST(files.totals().at("a").calls == 99u);
    BOOST_REQUIRE(files.files().size() == 1u);
    const auto content = test::content_of(files.files()[0]);
    std::size_t records = 0;
    for (auto at = content.find("x, y"); at != std::string::npos; at = content.find("x, y", at + 1)) ++records;
    BOOST_TEST(records == files.written());
    BOOST_TEST(content.ends_with(format == "json" ? "}\n" : format == "csv" ? "returned\r\n" : "},\n"));
    BOOST_TEST(content.find("last") == std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat::calls
