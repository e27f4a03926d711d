// Run folders: what is cut off, what is stored once, and what a person is told of files that are damaged.
#include "jit_probe/record/run_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "jit_probe/record/sha256.hpp"
#include "support/folder.hpp"

using namespace dy2stat;
namespace fs = std::filesystem;

namespace {

Record named(const std::string& name) {
  Record record;
  record.case_name = name;
  return record;
}

// What is said when the run is read.
std::string complaint_about(const fs::path& folder) {
  try {
    read_run({folder});
  } catch (const BadRecord& error) {
    return error.what();
  }
  return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(run_folder_test, test::Folder)

BOOST_AUTO_TEST_CASE(a_torn_last_line_is_passed_over_and_cut_off) {
  RunWriter(path, {}).add(named("a/b"));
  std::ofstream(path / "records.jsonl", std::ios::app) << "{\"schema\": 1, \"ca";
  BOOST_TEST(read_run({path}).records.size() == 1u);
  RunWriter(path, {}).add(named("a/c"));
  BOOST_TEST(read_run({path}).records.size() == 2u);
}

BOOST_AUTO_TEST_CASE(blank_lines_are_no_records) {
  RunWriter(path, {}).add(named("a/b"));
  std::ofstream(path / "records.jsonl", std::ios::app) << "\n \r\n";
  RunWriter(path, {}).add(named("a/c"));
  std::ofstream(path / "records.jsonl", std::ios::app) << "\n";
  const auto records = read_run({path}).records;
  BOOST_TEST_REQUIRE(records.size() == 2u);
  BOOST_TEST(records[1].read_from == (path / "records.jsonl").string() + ":4");
}

BOOST_AUTO_TEST_CASE(a_blob_is_stored_once) {
  const auto name = sha256_hex("first");
  {
    RunWriter writer(path, {});
    writer.add_blob(name, "first");
    writer.add_blob(name, "would be another");
  }
  BOOST_TEST(read_run({path}).text(text_reference(name, 5)) == "first");
}

BOOST_AUTO_TEST_CASE(a_blob_that_is_missing_or_damaged_is_named) {
  const auto name = sha256_hex("first");
  RunWriter(path / "one", {}).add_blob(name, "first");
  RunWriter(path / "two", {}).add_blob(name, "first");
  const auto run = read_run({path / "one", path / "two"});
  const auto complaint = [&] {
    try {
      run.blob(name);
    } catch (const BadRecord& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  write("one/blobs/" + name, "fisrt");
  BOOST_TEST(run.blob(name) == "first");  // of the other shard
  write("two/blobs/" + name, "");
  const std::string mend = "; take the file from a copy of the run, or run the case again";
  BOOST_TEST(complaint() == (path / "two/blobs" / name).string() +
                                ": its name is not the SHA-256 of its content: it was changed or is damaged" + mend);
  for (const std::string shard : {"one", "two"}) fs::remove(path / shard / "blobs" / name);
  BOOST_TEST(complaint() ==
             (path / "one/blobs").string() + ": there is no " + name + ", to which a record refers" + mend);
}

BOOST_AUTO_TEST_CASE(a_line_that_cannot_be_read_is_named_and_what_to_do) {
  const auto line = to_json(named("a/b")).dump();
  auto wrong = to_json(named("a/c"));
  wrong["peak_mib"] = "much";
  const std::pair<std::string, std::string> lines[] = {
      {"{\"schema\": 1,}", "parse error at line 1, column 14"},
      {"{}", "key 'schema' not found"},
      {"[1]", "cannot use at() with array"},
      {wrong.dump(), "type must be number, but is string"},
  };
  write("run.json", R"({"schema":1,"started":"","ended":"","ended_by":"","options":{},"workers":{}})");
  for (const auto& [broken, why] : lines) {
    write("records.jsonl", line + "\n" + broken + "\n" + line + "\n");
    const auto complaint = complaint_about(path);
    BOOST_TEST_CONTEXT(complaint) {
      BOOST_TEST(complaint.starts_with((path / "records.jsonl").string() + ":2: this record cannot be read: "));
      BOOST_TEST(complaint.find(why) != std::string::npos, why);
      BOOST_TEST(
          complaint.ends_with("; take the line from a copy of the run, or delete it: `jit_probe run --resume "
                              "--out " +
                              path.string() + "` makes the record again"));
      BOOST_TEST(complaint.find("json.exception") == std::string::npos);
    }
  }
  auto newer = to_json(named("a/c"));
  newer["schema"] = record_schema + 1;
  write("records.jsonl", newer.dump() + "\n");
  BOOST_TEST(complaint_about(path).ends_with("use the jit_probe that made the run"));
}

BOOST_AUTO_TEST_CASE(a_run_json_that_cannot_be_read_is_named_and_what_to_do) {
  for (const std::string content :
       {"", "{", "[]", "{\"schema\": \"x\"}",
        R"({"schema":1,"started":"","ended":"","ended_by":"","options":{},"workers":{"w":{}}})"}) {
    const auto complaint = complaint_about(write("run.json", content).parent_path());
    BOOST_TEST_CONTEXT(complaint) {
      BOOST_TEST(complaint.starts_with((path / "run.json").string() + ": cannot be read: "));
      BOOST_TEST(complaint.ends_with("; take the file from a copy of the run, or run its cases again"));
      BOOST_TEST(complaint.find("json.exception") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
