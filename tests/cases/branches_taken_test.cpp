// Every case's input sets together take every branch of its program: tests/cases/branches_taken.py over all cases.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/folder.hpp"

namespace fs = std::filesystem;

namespace {

using dy2stat::test::Folder;

std::string branches_not_taken(const std::string& folders) {
  const std::string command = "'" DY2STAT_PYTHON_EXECUTABLE "' -W ignore '" DY2STAT_SOURCE
                              "/tests/cases/branches_taken.py' " +
                              folders + " 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string output;
  std::array<char, 4096> buffer;
  while (const auto count = fread(buffer.data(), 1, buffer.size(), pipe.get())) output.append(buffer.data(), count);
  return output;
}

// What is not taken of a case with this program, without its folder's name.
std::string branches_not_taken_in(const std::string& program) {
  const Folder folder;
  folder.write("case.toml", "entry = \"f\"\n");
  folder.write("program.py", program);
  auto output = branches_not_taken("'" + folder.path.string() + "'");
  const auto prefix = folder.path.string() + "/";
  for (std::size_t at; (at = output.find(prefix)) != std::string::npos;) output.erase(at, prefix.size());
  return output;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(branches_taken)

BOOST_AUTO_TEST_CASE(a_branch_that_no_input_set_takes_is_found) {
  const std::string program = R"(def f(n):
    for i in range(n):
        if i > 1 and n < 9:
            break
        total = 1 if i else 2
    else:
        return 0
    return total


def inputs():
    return )";
  BOOST_TEST(branches_not_taken_in(program + "[(1,), (5,), (9,)]\n") == "");
  BOOST_TEST(branches_not_taken_in(program + "[(5,), (6,)]\n") ==
             "program.py:2: never exhausted: range(n)\n"
             "program.py:3: never false: n < 9\n"
             "program.py:7: never reached: return 0\n");
  BOOST_TEST(branches_not_taken_in(program + "[(0,)]\n")
                 .starts_with("program.py:1: there is only 1 input set; two or more are wanted\nprogram.py:2: never "
                              "entered: range(n)\n"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_is_excused_by_a_comment_with_a_reason) {
  const std::string program = R"(def f(n):
    if n > 100:  # never true: REASON
        n = 100
    return n


def inputs():
    return [(1,), (2,)]
)";
  auto without_reason = program;
  without_reason.replace(program.find(" REASON"), 7, "");
  BOOST_TEST(branches_not_taken_in(program) == "");
  BOOST_TEST(branches_not_taken_in(without_reason) == "program.py:2: never true: n > 100\n");
}

// The models' programs only build what a package defines, and importing the packages takes a minute.
BOOST_AUTO_TEST_CASE(every_case_takes_every_branch) {
  std::string folders;
  for (const auto& category : fs::directory_iterator(DY2STAT_SOURCE "/cases")) {
    if (!category.is_directory() || category.path().filename() == "models") continue;
    for (const auto& folder : fs::directory_iterator(category.path()))
      if (fs::exists(folder.path() / "case.toml")) folders += " '" + folder.path().string() + "'";
  }
  BOOST_TEST_REQUIRE(!folders.empty());
  BOOST_TEST(branches_not_taken(folders) == "");
}

BOOST_AUTO_TEST_SUITE_END()
