// A case is read whole, and every problem in it is named with its place.
#include "jit_probe/suite/case_file.hpp"

#include <boost/test/unit_test.hpp>

#include "support/folder.hpp"

namespace {

namespace fs = std::filesystem;
using namespace dy2stat;

const std::string good_program = "import torch\n\n\ndef func(x):\n    return x\n\n\ndef inputs():\n    return [(1,)]\n";
const std::string head = "title = \"t\"\nentry = \"func\"\ntags = [\"a\"]\nwhy = \"w\"\n";

struct OneCase {
  test::Folder folder;
  fs::path at = folder.path / "group/one";

  // The problems of a case with this case.toml, each without the folder in front.
  std::vector<std::string> problems_of(const std::string& toml, const std::string& program = good_program) const {
    folder.write("group/one/case.toml", toml);
    folder.write("group/one/program.py", program);
    return problems();
  }
  std::vector<std::string> problems() const {
    Problems problems;
    const Mechanisms mechanisms{{"known_mechanism", {}}};
    const auto read = read_case(at, &mechanisms, problems);
    BOOST_TEST(read.has_value() == problems.empty());
    std::vector<std::string> texts;
    for (const auto& problem : problems) texts.push_back(problem.text().substr(at.string().size() + 1));
    return texts;
  }
  void only(const std::string& toml, const std::string& problem) const {
    BOOST_TEST(problems_of(toml) == std::vector{problem}, boost::test_tools::per_element());
  }
  void only_expect(const std::string& lines, const std::string& problem) const {
    only(head + "[[expect]]\n" + lines, problem);
  }
};

const std::string script = "engine = [\"script\"]\n";
const std::string verdict_words =
    "write one of sound, unsound, restricted, partial, rejected, crashed, timed_out, out_of_memory, eager_failed, "
    "nondeterministic, unavailable";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(case_file_test, OneCase)

BOOST_AUTO_TEST_CASE(a_case_is_read_with_its_files_and_expectations) {
  folder.write("group/one/helpers/more.py", "y = 1\n");
  folder.write("group/one/weights.bin", "\xff\xfe");
  BOOST_TEST(problems_of(head + "requires = [\"pytorchcv\"]\ntorch = \">=1.7\"\n"
                                "[[expect]]\nengine = [\"trace\"]\ntorch = \"<2.0\"\nverdict = \"unsound\"\n"
                                "aspects = [\"values\", \"dtype\"]\nops.has = [\"prim::Loop\"]\n"
                                "[[expect]]\nengine = [\"trace\"]\ntorch = \">=2.0\"\nverdict = \"sound\"\n"
                                "[expect.ops]\nnot = [\"aten::Int\"]\n")
                 .empty());
  Problems problems;
  const auto read = read_case(at, nullptr, problems);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST(read->name == "group/one");
  BOOST_TEST(read->requires_packages == std::vector<std::string>{"pytorchcv"}, boost::test_tools::per_element());
  BOOST_TEST(read->files.size() == 3u);
  BOOST_TEST(read->files.at("helpers/more.py") == "y = 1\n");
  BOOST_TEST(read->files.at("weights.bin") == "\xff\xfe");
  BOOST_TEST(!read->torch.holds(TorchVersion::parse("1.6")));
  const auto old = read->expected_for("trace", TorchVersion::parse("1.13.1"));
  BOOST_TEST_REQUIRE(old.has_value());
  BOOST_CHECK(old->verdict == Verdict::unsound);
  BOOST_CHECK((old->aspects == std::vector{Aspect::values, Aspect::dtype}));
  BOOST_TEST(old->operators_has == std::vector<std::string>{"prim::Loop"}, boost::test_tools::per_element());
  BOOST_TEST(old->at.ends_with("case.toml:7:1"));
  const auto young = read->expected_for("trace", TorchVersion::parse("2.13.0"));
  BOOST_CHECK(young->verdict == Verdict::sound);
  BOOST_TEST(young->operators_not == std::vector<std::string>{"aten::Int"}, boost::test_tools::per_element());
  BOOST_CHECK(!read->expected_for("script", TorchVersion::parse("2.13.0")));
}

BOOST_AUTO_TEST_CASE(keys_and_their_types) {
  only(head + "tag = \"x\"\n",
       "case.toml:5:1: unknown key 'tag': did you mean 'tags'? the keys are title, entry, tags, why, requires, torch, "
       "expect");
  only("title = 3\n" + head.substr(head.find('\n') + 1),
       "case.toml:1:9: 'title' is no string: put it in quotation marks");
  only("title = \"\"\n" + head.substr(head.find('\n') + 1),
       "case.toml:1:9: 'title' is empty: write something between the quotation marks");
  only(head.substr(head.find('\n') + 1), "case.toml:1:1: 'title' is missing: write title = \"...\"");
  only(head + "requires = \"kornia\"\n", "case.toml:5:12: 'requires' is no list: write requires = [\"...\"]");
  only("title = \"t\"\nentry = \"func\"\ntags = []\nwhy = \"w\"\n",
       "case.toml:3:8: 'tags' is an empty list: write tags = [\"...\"]");
  only(head + "requires = [\"kornia\", 3]\n",
       "case.toml:5:23: an element of 'requires' is no string: put it in quotation marks");
  only(head + "expect = 3\n", "case.toml:5:10: 'expect' is no list of tables: write [[expect]], and its keys below");
  only(head + "expect = [3]\n",
       "case.toml:5:11: an element of 'expect' is no table: write [[expect]], and its keys below");
}

BOOST_AUTO_TEST_CASE(a_bad_version_range_says_what_is_allowed) {
  const auto problem = problems_of(head + "torch = \"about 2\"\n").at(0);
  BOOST_TEST(problem.starts_with("case.toml:5:9: "));
  BOOST_TEST(problem.find("about 2") != std::string::npos);
  BOOST_TEST(problem.ends_with(": correct 'torch'"));
}

BOOST_AUTO_TEST_CASE(what_is_no_toml_or_no_text) {
  BOOST_TEST(problems_of("title = \"t\nentry").at(0).starts_with("case.toml:1:11: "));
  only("title = \"t\"\n# \xc3\xa4 \xff\n", "case.toml:2:5: this is not UTF-8: save the file in UTF-8");
  BOOST_TEST(problems_of(head, "x = 1\n# \xff\n").at(0) == "program.py:2:3: this is not UTF-8: save the file in UTF-8");
  fs::remove(at / "case.toml");
  fs::create_directory(at / "case.toml");
  folder.write("group/one/program.py", good_program);
  BOOST_TEST(problems().at(0) ==
             "case.toml:1:1: cannot be read: Is a directory: see that the file exists and that its permissions let you "
             "read it");
}

BOOST_AUTO_TEST_CASE(a_folder_whose_name_is_not_utf8) {
  at = folder.path / "group/o\xffne";
  folder.write("group/o\xffne/case.toml", head);
  folder.write("group/o\xffne/program.py", good_program);
  BOOST_TEST(problems() == std::vector<std::string>{"case.toml:1:1: this path is not UTF-8, which records are written "
                                                    "in: rename the folder"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(expectations) {
  only_expect(
      "engine = [\"scripty\"]\nverdict = \"sound\"\n",
      "case.toml:6:11: there is no engine 'scripty': did you mean 'script'? the engines are script, trace, fx, export, "
      "export[strict], dynamo, freeze, script[types], onnx");
  only_expect("engine = []\nverdict = \"sound\"\n",
              "case.toml:6:10: 'engine' is an empty list: write engine = [\"...\"]");
  only_expect("engine = [\"script\", \"script\"]\nverdict = \"sound\"\n",
              "case.toml:6:21: 'script' stands here twice: remove one");
  only_expect("verdict = \"sound\"\n", "case.toml:5:1: 'engine' is missing: write engine = [\"...\"]");
  only_expect(script, "case.toml:5:1: 'verdict' is missing: write verdict = \"...\"");
  only_expect(script + "verdict = \"soumd\"\n",
              "case.toml:7:11: there is no 'soumd': did you mean 'sound'? " + verdict_words);
  only_expect(script + "verdict = \"unsound\"\n",
              "case.toml:5:1: 'unsound' without aspects: say in which aspects it differs: aspects = [\"values\"]");
  only_expect(script + "verdict = \"unsound\"\naspects = [\"values\", \"valeus\"]\n",
              "case.toml:8:22: there is no 'valeus': did you mean 'values'? write one of values, structure, dtype, "
              "shape, mutation, aliasing, gradients, state, exceptions, output");
  for (const std::string half : {"error = \"e\"\n", "stage = \"call\"\n"})
    only_expect(script + "verdict = \"rejected\"\n" + half,
                "case.toml:5:1: 'rejected' without stage or error: add stage = \"capture\" and error = \"a part of the "
                "message\"");
  only_expect(script + "verdict = \"sound\"\nmechanism = \"known_mechanisn\"\n",
              "case.toml:8:13: there is no mechanism 'known_mechanisn': did you mean 'known_mechanism'? explain it in "
              "mechanisms.toml");
}

BOOST_AUTO_TEST_CASE(operators_of_a_wrong_type) {
  const auto sound = script + "verdict = \"sound\"\n";
  only_expect(sound + "ops = \"prim::Loop\"\n",
              "case.toml:8:7: 'ops' is no table: write ops.has = [\"...\"] or ops.not = [\"...\"]");
  only_expect(sound + "ops.has = \"prim::Loop\"\n", "case.toml:8:11: 'has' is no list: write has = [\"...\"]");
  only_expect(sound + "ops.nut = [\"prim::Loop\"]\n",
              "case.toml:8:5: unknown key 'nut': did you mean 'not'? the keys are has, not");
}

BOOST_AUTO_TEST_CASE(overlapping_expectations) {
  const auto at_first = (at / "case.toml:5:1").string();
  only_expect(script + "verdict = \"sound\"\n[[expect]]\n" + script + "torch = \">=2\"\nverdict = \"sound\"\n",
              "case.toml:8:1: 'script' is expected twice, at " + at_first + " too: make the torch ranges disjoint");
  BOOST_TEST(problems_of(head + "[[expect]]\n" + script + "torch = \"<2\"\nverdict = \"sound\"\n[[expect]]\n" + script +
                         "torch = \">=2\"\nverdict = \"sound\"\n")
                 .empty());
}

BOOST_AUTO_TEST_CASE(a_mechanism_without_any_mechanisms_toml) {
  problems_of(head + "[[expect]]\n" + script + "verdict = \"sound\"\nmechanism = \"x\"\n");
  Problems problems;
  const Mechanisms none;
  read_case(at, &none, problems);
  BOOST_TEST(problems.at(0).what == "no mechanisms.toml in a folder above explains 'x'");
}

BOOST_AUTO_TEST_CASE(all_problems_are_reported_not_only_the_first) {
  BOOST_TEST(problems_of("title = 3\nwhom = \"w\"\n").size() == 5u);
}

BOOST_AUTO_TEST_CASE(the_program_must_define_the_entry_and_inputs) {
  BOOST_TEST(problems_of(head, "def inputs(): ...\ndef funk(): ...\n").at(0) ==
             "case.toml:2:9: program.py does not define the entry 'func': did you mean 'funk'? define it, or correct "
             "'entry'");
  BOOST_TEST(problems_of(head, "def func(): ...\n").at(0) ==
             "program.py:2:1: it does not define inputs(): define inputs(), which returns a list of input sets");
  BOOST_TEST(
      problems_of(head, "def func(): ...\n\ndef inputs():\n    return []\n").at(0) ==
      "program.py:3:1: inputs() returns no input set: return at least one, such as [(torch.ones(2),)]; the first "
      "is the engines' example");
  fs::remove(at / "program.py");
  BOOST_TEST(problems().at(0) == "program.py:1:1: there is no program.py: write the program there");
}

BOOST_AUTO_TEST_SUITE_END()
