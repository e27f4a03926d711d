// What `show` prints of a record.
#include "jit_probe/render/show.hpp"

#include "jit_probe/render/sections.hpp"
#include "support/example_run.hpp"
#include "support/golden.hpp"

using namespace dy2stat;

namespace {

struct ExampleRecords {
  test::Folder folder;
  Run run;
  ShowOptions options;
  ExampleRecords() {
    test::write_example_run(folder.path / "run");
    run = read_run({folder.path / "run"});
    options.rerun = "jit_probe run cases/x --engine script";
  }
  std::string printed(std::size_t record) const { return show_record(run, run.records.at(record), options); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(show_test)

BOOST_FIXTURE_TEST_CASE(each_record_is_as_a_person_found_it_right, ExampleRecords) {
  test::check_golden("show-default.txt", printed(0));
  options.sections = {"all"};
  test::check_golden("show-all.txt", printed(0));
  test::check_golden("show-old-torch.txt", printed(1));
  options.mechanism_title = "a branch is decided once, by the example";
  options.mechanism_text = "The tracer sees operators,\nnot statements.";
  test::check_golden("show-unsound.txt", printed(2));
  test::check_golden("show-rejected.txt", printed(3));
  options.sections = {"source", "graph"};
  options.width = 140;
  test::check_golden("show-wide.txt", printed(0));
}

BOOST_FIXTURE_TEST_CASE(what_this_torch_lacks_is_said, ExampleRecords) {
  options.sections = {"optimised"};
  BOOST_TEST(printed(1).find("optimised\n  not available in torch 1.13.1\n") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_was_not_reached_is_said, ExampleRecords) {
  options.sections = {"graph"};
  BOOST_TEST(printed(3).find("graph\n  not recorded: the record ended at the stage capture\n") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_could_not_be_made_is_said, ExampleRecords) {
  run.records.at(0).making["syntax_tree"] = {{"failed", "torch did not get as far as the syntax tree"}};
  options.sections = {"tree"};
  BOOST_TEST(printed(0).find("tree\n  not recorded: torch did not get as far as the syntax tree\n") !=
             std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(only_the_sections_that_are_asked_for_are_printed, ExampleRecords) {
  options.sections = {"schema"};
  const auto text = printed(0);
  BOOST_TEST(text.find("\nschema\n") != std::string::npos);
  for (const auto* other : {"\nsource", "\ngraph", "\ncode", "\nnames", "\nexpectation"})
    BOOST_TEST(text.find(other) == std::string::npos, other);
}

BOOST_FIXTURE_TEST_CASE(a_program_cannot_steer_the_terminal, ExampleRecords) {
  run.records[2].reason = "\033[2J\033]0;title\007 \xFF";
  run.records[2].differences[0].eager = "\033[31m";
  const auto text = printed(2);
  BOOST_TEST(text.find('\033') == std::string::npos);
  BOOST_TEST(text.find('\007') == std::string::npos);
  BOOST_TEST(text.find('\xFF') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(sections_are_checked) {
  check_section("all");
  for (const auto section : show_sections) check_section(std::string(section));
  BOOST_CHECK_EXCEPTION(check_section("grph"), UnknownWord, [](const UnknownWord& error) {
    return std::string(error.what()).starts_with("'grph' is no section; there are expectation, ");
  });
}

BOOST_AUTO_TEST_CASE(columns_are_wrapped_and_lined_up) {
  BOOST_TEST(side_by_side("short\nlonger than that", "a\nb\nc", 40) ==
             "short              | a\nlonger than that   | b\n                   | c\n");
  const auto wrapped = side_by_side("x", std::string(30, 'y'), 40);
  BOOST_TEST(wrapped == "x                  | yyyyyyyyyyyyyyyyyyy\n                   |     yyyyyyyyyyy\n");
}

BOOST_AUTO_TEST_SUITE_END()
