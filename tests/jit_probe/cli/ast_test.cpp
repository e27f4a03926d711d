// `jit_probe ast` as a person meets it, with a worker that answers as a script tells it.
#include <boost/test/unit_test.hpp>

#include "support/contains.hpp"
#include "support/run_suite.hpp"

namespace dy2stat::test {
namespace {

struct AstSuite : RunSuite {
  AstSuite() { folder.write("mine.py", "def f(x):\n    return x\n\n\nmade = f\n"); }
  Ended ask(std::vector<std::string> words, Json answer) const {
    answers(Json::array({{{"syntax", std::move(answer)}}}));
    words.insert(words.begin(), {"ast", "--worker", "fake"});
    return jit_probe(std::move(words), folder.path);
  }
  Json asked_for() const {
    const auto lines = content_of(folder.path / "fake.requests");
    const auto start = lines.rfind('\n', lines.size() - 2);
    return Json::parse(lines.substr(start == std::string::npos ? 0 : start + 1));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ast_test, AstSuite)

BOOST_AUTO_TEST_CASE(sections_are_printed_under_their_names) {
  const auto ended = ask({"mine.py:f"}, {{"texts", {"T\n", "S\n", "F\n"}}, {"steps", Json::array()}, {"failure", ""}});
  exits(ended, 0);
  BOOST_TEST(ended.out == "tree\n\nT\n\nscopes\n\nS\n\nflow\n\nF\n");
  const auto request = asked_for();
  BOOST_TEST(request.at("syntax") ==
             Json::parse(R"({"sections": ["tree", "scopes", "flow"], "lowered": false, "after": "", "only": []})"));
  BOOST_TEST(request.at("entry") == "f");
  BOOST_TEST(request.at("files").contains("mine.py"));
}

BOOST_AUTO_TEST_CASE(one_section_stands_alone) {
  const auto ended =
      ask({"mine.py", "--section", "source"}, {{"texts", {"x = 1\n"}}, {"steps", Json::array()}, {"failure", ""}});
  exits(ended, 0);
  BOOST_TEST(ended.out == "x = 1\n");
  BOOST_TEST(asked_for().at("entry") == "");
}

BOOST_AUTO_TEST_CASE(a_case_is_looked_at_by_its_entry) {
  add_cases({"one", "two"});
  exits(ask({"cases/c/one"}, {{"texts", {"T\n", "S\n", "F\n"}}, {"steps", Json::array()}, {"failure", ""}}), 0);
  BOOST_TEST(asked_for().at("entry") == "func");
  const auto ended = ask({"cases"}, Json::object());
  exits(ended, 2);
  says(ended.err, "'cases' is 2 cases: name one");
}

BOOST_AUTO_TEST_CASE(graphs_are_drawn_by_dot) {
  exits(ask({"mine.py:f", "--svg", "f.svg"},
            {{"texts", {"digraph { a -> b }\n"}}, {"steps", Json::array()}, {"failure", ""}}),
        0);
  BOOST_TEST(asked_for().at("syntax").at("sections") == Json::parse(R"(["dot"])"));
  says(content_of(folder.path / "f.svg"), "<svg ");
  const auto ended = ask({"mine.py:f", "--svg", "no/such/f.svg"},
                         {{"texts", {"digraph { }\n"}}, {"steps", Json::array()}, {"failure", ""}});
  exits(ended, 2);
  says(ended.err, "install Graphviz (Debian's package graphviz)");
}

BOOST_AUTO_TEST_CASE(passes_are_run_on_demand) {
  const auto step = [](const char* key, const char* source, Json left) {
    return Json{{"key", key}, {"seconds", 0.00001}, {"statements", 1}, {"source", source}, {"left", left}};
  };
  const Json answer{{"texts", Json::array()},
                    {"failure", ""},
                    {"steps", {step("source", "a\n", Json::array()), step("asserts", "b\n", {"line 3: an assert"})}}};
  auto ended = ask({"mine.py:f", "--after", "asserts"}, answer);
  exits(ended, 0);
  BOOST_TEST(ended.out == "b\n");
  BOOST_TEST(ended.err == "asserts left as it is: line 3: an assert\n");
  BOOST_TEST(asked_for().at("syntax") ==
             Json::parse(R"({"sections": [], "lowered": true, "after": "asserts", "only": []})"));
  ended = ask({"mine.py:f", "--only", "asserts", "--diff"}, answer);
  BOOST_TEST(ended.out == "--- before asserts\n+++ after asserts\n@@ -1,1 +1,1 @@\n-a\n+b\n");
  BOOST_TEST(asked_for().at("syntax").at("only") == Json::parse(R"(["asserts"])"));
  says(ask({"mine.py:f", "--timeline"}, answer).out, "asserts                         10.0            1       1\n");
}

BOOST_AUTO_TEST_CASE(what_goes_wrong_is_said) {
  auto ended = ask({"mine.py:f"}, {{"texts", Json::array()}, {"steps", Json::array()}, {"failure", "SyntaxError: x"}});
  exits(ended, 2);
  says(ended.err, "jit_probe: SyntaxError: x\n");
  ended = ask({"mine.py:f", "--section", "flows"}, Json::object());
  exits(ended, 2);
  says(ended.err, "there is no section 'flows': did you mean 'flow'? there are source, tree, scopes, flow, dot");
  ended = ask({"mine.py:g"}, Json::object());
  exits(ended, 2);
  says(ended.err, "mine has no 'g'");
  ended = ask({"none.py"}, Json::object());
  exits(ended, 2);
  says(ended.err, "there is no file 'none.py'");
  ended = ask({"mine.py:f"}, {{"texts", {"T\n"}}, {"steps", Json::array()}, {"failure", ""}});
  exits(ended, 2);
  says(ended.err, "sent garbage (another number of sections than was asked for)");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::test
