// Files that come from a worker: what they are called, that none is written over, and what a full disk leaves.
#include "jit_probe/cli/received_files.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/file_size_limit.hpp"
#include "tests/support/folder.hpp"

using namespace dy2stat;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

struct Into {
  test::Folder folder;
  calls::Options options;
  Into() {
    options.out_dir = (folder.path / "out/put").string();
    options.file_name_spec = "number";
  }
  std::string names() const {
    std::set<std::string> found;
    for (const auto& item : fs::directory_iterator(options.out_dir)) found.insert(item.path().filename().string());
    std::string text;
    for (const auto& name : found) text += name + " ";
    return text;
  }
};

CallsFile file_of(const std::string& text, const std::string& engine = "eager") {
  return {"a/b", engine, "torch-9", 1, ".json", text.size()};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(received_files_test, Into)

BOOST_AUTO_TEST_CASE(parts_become_a_file_when_all_are_there) {
  ReceivedFiles files(options);
  files.begin(file_of("abcdef"));
  files.add("abc");
  BOOST_TEST(names() == "calls-torch-9-eager-0001.part ");
  files.add("def");
  const auto complete = files.end_recording();
  BOOST_REQUIRE(complete.size() == 1u);
  BOOST_TEST(complete[0] == fs::path(options.out_dir) / "calls-torch-9-eager-0001.json");
  BOOST_TEST(test::content_of(complete[0]) == "abcdef");
  files.begin(file_of(""));
  BOOST_TEST(files.end_recording().size() == 1u);
}

BOOST_AUTO_TEST_CASE(no_file_is_written_over) {
  for (int round = 0; round < 2; ++round) {
    ReceivedFiles files(options);
    files.begin(file_of("x"));
    files.add("x");
    files.begin(file_of("y", "script"));
    files.add("y");
  }
  BOOST_TEST(names() ==
             "calls-torch-9-eager-0001.json calls-torch-9-eager-0002.json calls-torch-9-script-0001.json "
             "calls-torch-9-script-0002.json ");
}

BOOST_AUTO_TEST_CASE(names_are_by_the_spec_and_stay_in_the_folder) {
  options.file_name_spec = "program";
  ReceivedFiles files(options);
  files.begin({"../../x", "eager", "../w", 1, ".csv", 0});
  options.file_name_spec = "timestamp";
  ReceivedFiles stamped(options);
  stamped.begin(file_of(""));
  const auto name = stamped.end_recording().front().filename().string();
  BOOST_TEST(name.starts_with("calls-20"));
  BOOST_TEST(name.ends_with("Z-torch-9-eager-0001.json"));
  BOOST_TEST(names() == "______x-.._w-eager-0001.csv " + name + " ");
}

BOOST_AUTO_TEST_CASE(of_what_did_not_come_to_its_end_the_whole_records_are_kept) {
  options.format = "csv";
  {
    ReceivedFiles files(options);
    files.begin(file_of("abcdef"));
    files.add("abc");
  }
  BOOST_TEST(names() == "");
  {
    ReceivedFiles files(options);
    files.begin(file_of("a,b\r\n1,2\r\n3,4\r\n"));
    files.add("a,b\r\n1,2\r\n3");
  }
  BOOST_TEST(names() == "calls-torch-9-eager-0001.json ");
  BOOST_TEST(test::content_of(fs::path(options.out_dir) / "calls-torch-9-eager-0001.json") == "a,b\r\n1,2\r\n");
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_is_said) {
  options.out_dir = "/proc/nothing";
  BOOST_CHECK_EXCEPTION(ReceivedFiles files(options), NotWritten, [](const NotWritten& error) {
    return std::string(error.what()).starts_with("cannot make the folder '/proc/nothing': ");
  });
}

BOOST_AUTO_TEST_CASE(a_file_that_finds_no_room_is_said) {
  ReceivedFiles files(options);
  files.begin(file_of("x"));
  files.add("x");
  std::string large = "{\n\"a\": {\"calls\": {\n";
  for (int k = 1; k <= 10'000; ++k) large += "\"" + std::to_string(k) + "\": {\"depth\": 0},\n";
  std::string why;
  try {
    const test::FileSizeLimit limit(4096);
    files.begin(file_of(large));
    files.add(large);
  } catch (const NotWritten& error) {
    why = error.what();
  }
  BOOST_TEST(why.find("calls-torch-9-eager-0002.json: File too large; free space there, or name another --out-dir") !=
             std::string::npos);
  BOOST_TEST(why.ends_with("The records that found room are in it"));
  BOOST_TEST(test::content_of(fs::path(options.out_dir) / "calls-torch-9-eager-0001.json") == "x");
  const auto kept = Json::parse(test::content_of(fs::path(options.out_dir) / "calls-torch-9-eager-0002.json"));
  BOOST_TEST(kept.at("a").at("calls").size() > 100u);
}

BOOST_AUTO_TEST_SUITE_END()
