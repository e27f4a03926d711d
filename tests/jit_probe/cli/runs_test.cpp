// RUN arguments and the names of new runs.
#include "jit_probe/cli/runs.hpp"

#include <boost/test/unit_test.hpp>

#include "support/folder.hpp"

using namespace dy2stat;
namespace fs = std::filesystem;

namespace {

// The test's own folder is the current one.
struct InEmptyFolder {
  test::Folder folder;
  fs::path before = fs::current_path();
  InEmptyFolder() { fs::current_path(folder.path); }
  ~InEmptyFolder() { fs::current_path(before); }
};

std::string refusal_of(const std::string& word) {
  try {
    find_run(word);
  } catch (const NoRun& error) {
    return error.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(runs_test)

BOOST_FIXTURE_TEST_CASE(a_run_is_a_folder_a_name_or_latest, InEmptyFolder) {
  BOOST_TEST(refusal_of("latest") == "there is no run in runs/ yet; `jit_probe run` makes one");
  folder.write("runs/one/run.json", "{}");
  folder.write("elsewhere/run.json", "{}");
  BOOST_TEST(find_run("one") == fs::path("runs/one"));
  BOOST_TEST(find_run("runs/one") == fs::path("runs/one"));
  BOOST_TEST(find_run("elsewhere") == fs::path("elsewhere"));
  name_latest("runs/one");
  BOOST_TEST(fs::canonical(find_run("latest")) == fs::canonical("runs/one"));
  for (const std::string none : {"two", "runs", ""})
    BOOST_TEST(refusal_of(none) ==
               "'" + none + "' is no run: name a folder that has a run.json, one of runs/, or latest");
}

BOOST_FIXTURE_TEST_CASE(latest_follows_the_last_run_of_the_runs_folder, InEmptyFolder) {
  for (const auto* run : {"runs/one", "runs/two", "elsewhere"}) {
    folder.write(std::string(run) + "/run.json", "{}");
    name_latest(run);
  }
  BOOST_TEST(fs::read_symlink("runs/latest") == fs::path("two"));
}

BOOST_FIXTURE_TEST_CASE(a_new_run_has_a_name_that_every_file_system_takes, InEmptyFolder) {
  const std::string start = "2026-01-31T12:00:00Z";
  BOOST_TEST(new_run_folder(start) == fs::path("runs/2026-01-31T12-00-00Z"));
  fs::create_directories(new_run_folder(start));
  BOOST_TEST(new_run_folder(start) == fs::path("runs/2026-01-31T12-00-00Z-2"));
}

BOOST_FIXTURE_TEST_CASE(shards_are_read_as_one_run, InEmptyFolder) {
  Record record;
  for (const std::string name : {"a/one", "a/two"}) {
    record.case_name = name;
    RunWriter("runs/" + name.substr(2), {}).add(record);
  }
  BOOST_TEST(read_runs({"one", "two"}).records.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
