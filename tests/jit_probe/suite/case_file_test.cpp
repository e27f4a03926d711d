// Cases are read whole, and every problem in them is named with its place.
#include "jit_probe/suite/case_file.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include <fstream>

namespace {

namespace fs = std::filesystem;
using namespace dy2stat;

const std::string good_program = "import torch\n\n\ndef func(x):\n    return x\n\n\ndef inputs():\n    return []\n";
const std::string head = "title = \"t\"\nentry = \"func\"\ntags = [\"a\"]\nwhy = \"w\"\n";

// A folder of cases that is removed when the test ends.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("dy2stat_case_file_test_" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }

  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << content;
  }
  fs::path add_case(const std::string& toml, const std::string& program = good_program) const {
    write("group/one/case.toml", toml);
    write("group/one/program.py", program);
    return path / "group/one";
  }
  // The problems of a case with this case.toml, each without the folder in front.
  std::vector<std::string> problems_of(const std::string& toml, const std::string& program = good_program) const {
    std::vector<Problem> problems;
    const std::set<std::string> mechanisms{"known_mechanism"};
    const auto folder = add_case(toml, program);
    const auto read = read_case(folder, &mechanisms, problems);
    BOOST_TEST(read.has_value() == problems.empty());
    std::vector<std::string> texts;
    for (const auto& problem : problems) texts.push_back(problem.text().substr(folder.string().size() + 1));
    return texts;
  }
};

// Whether exactly one problem was found, and it begins so.
void check_only(const std::vector<std::string>& problems, const std::string& beginning) {
  BOOST_TEST_REQUIRE(problems.size() == 1u);
  BOOST_CHECK_MESSAGE(problems[0].starts_with(beginning),
                      "'" << problems[0] << "' does not begin '" << beginning << "'");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(case_file_test)

BOOST_AUTO_TEST_CASE(a_case_is_read_with_its_files_and_expectations) {
  const Folder folder;
  const auto at = folder.add_case(head +
                                  "requires = [\"pytorchcv\"]\ntorch = \">=1.7\"\n"
                                  "[[expect]]\nengine = [\"trace\"]\ntorch = \"<2.0\"\nverdict = \"unsound\"\n"
                                  "aspects = [\"values\", \"dtype\"]\nops.has = [\"prim::Loop\"]\n"
                                  "[[expect]]\nengine = [\"trace\"]\ntorch = \">=2.0\"\nverdict = \"sound\"\n");
  folder.write("group/one/helpers/more.py", "y = 1\n");
  std::vector<Problem> problems;
  const auto read = read_case(at, nullptr, problems);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST(read->name == "group/one");
  BOOST_TEST(read->requires_packages == std::vector<std::string>{"pytorchcv"}, boost::test_tools::per_element());
  BOOST_TEST(read->files.size() == 2u);
  BOOST_TEST(read->files.at("helpers/more.py") == "y = 1\n");
  BOOST_TEST(!read->torch.holds(TorchVersion::parse("1.6")));
  const auto old = read->expected_for("trace", TorchVersion::parse("1.13.1"));
  BOOST_TEST_REQUIRE(old.has_value());
  BOOST_CHECK(old->verdict == Verdict::unsound);
  BOOST_CHECK((old->aspects == std::vector{Aspect::values, Aspect::dtype}));
  BOOST_TEST(old->operators_has == std::vector<std::string>{"prim::Loop"}, boost::test_tools::per_element());
  BOOST_TEST(old->at.ends_with("case.toml:7:1"));
  BOOST_CHECK(read->expected_for("trace", TorchVersion::parse("2.13.0"))->verdict == Verdict::sound);
  BOOST_CHECK(!read->expected_for("script", TorchVersion::parse("2.13.0")));
}

BOOST_AUTO_TEST_CASE(problems_of_a_case_are_named_with_their_place) {
  const Folder folder;
  const auto expect = [&](const std::string& lines) { return folder.problems_of(head + "[[expect]]\n" + lines); };
  const std::string script = "engine = [\"script\"]\n";
  check_only(folder.problems_of("title = \"t\nentry"), "case.toml:1:");
  check_only(folder.problems_of(head + "tag = \"x\"\n"), "case.toml:5:7: unknown key 'tag'");
  check_only(folder.problems_of("title = 3\n" + head.substr(head.find('\n') + 1)),
             "case.toml:1:9: 'title' is no string");
  check_only(folder.problems_of(head.substr(head.find('\n') + 1)), "case.toml:1:1: 'title' is missing");
  check_only(folder.problems_of(head + "torch = \"about 2\"\n"), "case.toml:5:9: ");
  check_only(expect("engine = [\"scripty\"]\nverdict = \"sound\"\n"), "case.toml:6:10: there is no engine 'scripty'");
  check_only(expect("verdict = \"sound\"\n"), "case.toml:5:1: 'engine' is missing");
  check_only(expect(script + "verdict = \"good\"\n"), "case.toml:7:11: ");
  check_only(expect(script + "verdict = \"unsound\"\n"), "case.toml:5:1: 'unsound' without aspects");
  check_only(expect(script + "verdict = \"unsound\"\naspects = [\"colour\", \"values\"]\n"), "case.toml:8:11: ");
  check_only(expect(script + "verdict = \"rejected\"\nerror = \"e\"\n"), "case.toml:5:1: 'rejected' without stage");
  check_only(expect(script + "verdict = \"rejected\"\nstage = \"call\"\n"), "case.toml:5:1: 'rejected' without stage");
  check_only(expect(script + "verdict = \"sound\"\nmechanism = \"none_such\"\n"),
             "case.toml:8:13: there is no mechanism 'none_such'");
  check_only(expect(script + "verdict = \"sound\"\n[[expect]]\n" + script + "torch = \">=2\"\nverdict = \"sound\"\n"),
             "case.toml:8:1: 'script' is expected twice");
}

BOOST_AUTO_TEST_CASE(all_problems_are_reported_not_only_the_first) {
  const Folder folder;
  BOOST_TEST(folder.problems_of("title = 3\nwhom = \"w\"\n").size() == 5u);
}

BOOST_AUTO_TEST_CASE(the_program_must_define_the_entry_and_inputs) {
  const Folder folder;
  check_only(folder.problems_of(head, "def inputs(): ...\ndef func_two(): ...\n"),
             "program.py:1:1: it does not define the entry 'func'");
  check_only(folder.problems_of(head, "def func(): ...\n    def inputs(): ...\n"),
             "program.py:1:1: it does not define inputs()");
  for (const std::string binding :
       {"class func:", "async def func():", "func = 1", "func: int = 1", "from m import func"})
    BOOST_TEST(folder.problems_of(head, binding + "\ndef inputs(): ...\n").empty());
}

BOOST_AUTO_TEST_CASE(cases_are_found_below_any_path_and_sorted) {
  const Folder folder;
  for (const std::string name : {"b/two", "a/one", "b/one"}) folder.write(name + "/case.toml", "");
  std::vector<Problem> problems;
  const std::vector<fs::path> all{folder.path / "a/one", folder.path / "b/one", folder.path / "b/two"};
  BOOST_CHECK(find_cases({folder.path}, problems) == all);
  BOOST_CHECK(find_cases({folder.path / "b" / "", folder.path / "b/one"}, problems) ==
              std::vector(all.begin() + 1, all.end()));
  BOOST_TEST(problems.empty());
  folder.write("b/three/program.py", "");
  find_cases({folder.path, folder.path / "nowhere"}, problems);
  BOOST_TEST_REQUIRE(problems.size() == 2u);
  BOOST_TEST(problems[0].text() == (folder.path / "b/three/case.toml").string() +
                                       ":1:1: a program without case.toml: describe the case there");
  BOOST_TEST(problems[1].what == "there is no such folder");
}

BOOST_AUTO_TEST_CASE(every_case_of_the_project_reads_without_a_problem) {
  const fs::path cases(DY2STAT_SOURCE "/cases");
  std::vector<Problem> problems;
  const auto mechanisms = read_mechanisms(cases / "mechanisms.toml", problems);
  const auto folders = find_cases({cases}, problems);
  BOOST_TEST(folders.size() > 50u);
  for (const auto& folder : folders) read_case(folder, &mechanisms, problems);
  for (const auto& problem : problems) BOOST_ERROR(problem.text());
}

BOOST_AUTO_TEST_SUITE_END()
