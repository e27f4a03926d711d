// A program's syntax, as a worker's Python parses it in a process of its own.
#include "jit_probe/worker/syntax_run.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/frame.hpp"

namespace dy2stat {
namespace {

Syntax syntax_for(CaseRequest request, std::vector<std::string> sections) {
  request.syntax = SyntaxOptions{std::move(sections)};
  Syntax syntax;
  Family family;
  run_syntax(request, family, -1, [&](std::string_view frames) {
    FrameReader reader;
    reader.feed(frames);
    const auto json = Json::parse(reader.next()->payload);
    BOOST_TEST(json.at("type") == "syntax");
    syntax = syntax_from_json(json);
  });
  BOOST_TEST(family.size() == 0u);
  return syntax;
}

CaseRequest program(const std::string& source, const std::string& entry) {
  CaseRequest request;
  request.files["program.py"] = source;
  request.module = "program";
  request.entry = entry;
  return request;
}

const std::string source = "class A:\n  def f(self, x): return x\nmade = A()\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_run_test)

BOOST_AUTO_TEST_CASE(an_entry_is_looked_at_alone) {
  const auto syntax = syntax_for(program(source, "A.f"), {"source", "tree", "scopes", "flow", "dot"});
  BOOST_TEST(syntax.failure == "");
  BOOST_REQUIRE(syntax.texts.size() == 5u);
  BOOST_TEST(syntax.texts[0] == "def f(self, x):\n    return x\n");
  BOOST_TEST(syntax.texts[1].starts_with("Module\n  body\n    FunctionDef 2:2-2:26 f\n"), syntax.texts[1]);
  BOOST_TEST(syntax.texts[2] == "function A.f  line 2\n  self  local, parameter\n  x  local, parameter, read\n");
  BOOST_TEST(syntax.texts[3].starts_with("A.f\n0  entry  -> 2\n"), syntax.texts[3]);
  BOOST_TEST(syntax.texts[4].starts_with("digraph {\n"));
}

BOOST_AUTO_TEST_CASE(an_instance_and_a_whole_file_are_shown_with_all_around) {
  const std::string all = "class A:\n    def f(self, x):\n        return x\nmade = A()\n";
  BOOST_TEST(syntax_for(program(source, "made"), {"source"}).texts.at(0) == all);
  BOOST_TEST(syntax_for(program(source, ""), {"source"}).texts.at(0) == all);
}

BOOST_AUTO_TEST_CASE(passes_are_run_step_by_step) {
  auto request = program("def f(a, b):\n  if a and b: return a\n  return b\n", "f");
  request.syntax = SyntaxOptions{{}, true, "", {"logical_expressions", "return_statements"}};
  Syntax syntax;
  Family family;
  run_syntax(request, family, -1, [&](std::string_view frames) {
    FrameReader reader;
    reader.feed(frames);
    syntax = syntax_from_json(Json::parse(reader.next()->payload));
  });
  BOOST_TEST(syntax.failure == "");
  BOOST_REQUIRE(syntax.steps.size() == 3u);
  BOOST_TEST(syntax.steps[0].key == "source");
  BOOST_TEST(syntax.steps[0].source == "def f(a, b):\n    if a and b:\n        return a\n    return b\n");
  BOOST_TEST(syntax.steps[0].statements == 4u);
  BOOST_TEST(syntax.steps[1].key == "return_statements");
  BOOST_TEST(syntax.steps[2].key == "logical_expressions");
  BOOST_TEST(syntax.steps[2].source.find("    if ag__.and_(a, lambda: b):\n        return_value = a\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_installed_module_is_found) {
  CaseRequest request;
  request.module = "torch.nn.modules.linear";
  request.entry = "Linear.forward";
  const auto syntax = syntax_for(request, {"source"});
  BOOST_TEST(syntax.failure == "");
  BOOST_TEST(syntax.texts.at(0).find("return F.linear(input, self.weight, self.bias)\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_looked_at_is_said) {
  BOOST_TEST(syntax_for(program("x = = 1\n", ""), {"tree"}).failure ==
             "SyntaxError: invalid syntax (program.py, line 1)");
  BOOST_TEST(syntax_for(program("def f():\n  nonlocal x\n", ""), {"tree"}).failure ==
             "SyntaxError: no binding for nonlocal 'x' found (line 1)");
  BOOST_TEST(syntax_for(program("x = 1\n", "f"), {"tree"}).failure == "program.py defines no function or class 'f'");
  CaseRequest request;
  request.module = "no_such_module";
  BOOST_TEST(syntax_for(request, {"tree"}).failure == "there is no module 'no_such_module' beside this worker's torch");
  request.module = "sys";
  BOOST_TEST(syntax_for(request, {"tree"}).failure ==
             "sys is not written in Python: built-in has no source to look at");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
