// A worker's folder goes with it, or with the next worker that starts; a living worker's is left alone.
#include "jit_probe/worker/own_folder.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/folder.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::size_t items_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(own_folder_test)

BOOST_AUTO_TEST_CASE(goes_with_its_cases_and_its_worker) {
  const test::Folder temporary;
  const auto beginning = (temporary.path / "worker-").string();
  {
    WorkerFolder worker(beginning);
    BOOST_TEST(worker.path().string().starts_with(beginning));
    fs::path first;
    {
      const CaseFolder folder(worker);
      first = folder.path;
      BOOST_TEST(first.parent_path() == worker.path());
      fs::create_directories(first / "script/left behind");
    }
    BOOST_TEST(fs::is_empty(worker.path()));
    BOOST_TEST(CaseFolder(worker).path != first);
  }
  BOOST_TEST(fs::is_empty(temporary.path));
}

BOOST_AUTO_TEST_CASE(a_killed_workers_folder_is_removed_by_the_next_that_starts) {
  const test::Folder temporary;
  temporary.write("worker-killed/1/script/program.py", "x");
  temporary.write("another/1/program.py", "x");
  temporary.write("worker-file", "x");
  fs::create_directory_symlink(temporary.path / "another", temporary.path / "worker-link");
  const WorkerFolder living((temporary.path / "worker-").string());
  BOOST_TEST(!fs::exists(temporary.path / "worker-killed"));
  const WorkerFolder next((temporary.path / "worker-").string());
  BOOST_TEST(fs::exists(living.path()));
  BOOST_TEST(fs::exists(temporary.path / "another/1/program.py"));
  BOOST_TEST(items_in(temporary.path) == 5u);  // both workers', and what is no worker's folder
}

BOOST_AUTO_TEST_CASE(a_folder_that_a_program_removed_is_made_anew) {
  const test::Folder temporary;
  WorkerFolder worker((temporary.path / "worker-").string());
  const auto before = worker.path();
  fs::remove_all(before);
  const CaseFolder folder(worker);
  BOOST_TEST(fs::is_directory(folder.path));
  // The new one is locked like the first.
  const WorkerFolder next((temporary.path / "worker-").string());
  BOOST_TEST(fs::is_directory(folder.path));
}

BOOST_AUTO_TEST_CASE(where_none_can_be_made_it_says_so) {
  const test::Folder temporary;
  temporary.write("file", "");
  BOOST_CHECK_EXCEPTION(
      WorkerFolder((temporary.path / "file/worker-").string()), std::runtime_error, [&](const auto& error) {
        return std::string(error.what()) ==
               "cannot make a folder in " + (temporary.path / "file").string() +
                   ": Not a directory; free space there, or name another place in the variable TMPDIR";
      });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
