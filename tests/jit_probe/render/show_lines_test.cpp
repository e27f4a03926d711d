// What `show` prints of the lines of a program.
#include "jit_probe/render/show.hpp"
#include "support/example_run.hpp"
#include "support/golden.hpp"

using namespace dy2stat;

namespace {

Json marked_line(int first, int last, std::vector<int> executed, const char* mark) {
  return {{"first", first}, {"last", last}, {"executed", executed}, {"mark", mark}};
}

const char* const listed_program = R"(import torch


def unused(x):
    return x


def helper(x):
    """Doubles."""
    return x * 2


def f(x, k):
    scale = max(
        k, 2)
    if x.sum() > 0:
        return helper(x) * scale
    if k > 9:
        x = x + 1
    return x
)";

struct ShownLines {
  test::Folder folder;
  Run run;
  ShowOptions options;

  explicit ShownLines(Verdict verdict = Verdict::unsound) {
    Record record;
    record.case_name = "flow/marked";
    record.engine = "trace";
    record.worker = "torch-2.13.0";
    record.torch = TorchVersion::parse("2.13.0");
    record.verdict = verdict;
    record.artifact["lines"] = {{"input_sets", 3},
                                {"files",
                                 {{{"file", "program.py"},
                                   {"text", listed_program},
                                   {"functions",
                                    {{{"name", "unused"}, {"first", 4}, {"last", 5}},
                                     {{"name", "helper"}, {"first", 8}, {"last", 10}},
                                     {{"name", "f"}, {"first", 13}, {"last", 20}}}},
                                   {"lines",
                                    {marked_line(9, 9, {0}, "definition"), marked_line(10, 10, {0}, "node"),
                                     marked_line(14, 15, {0, 1, 2}, "constant"), marked_line(16, 16, {0, 1, 2}, "lost"),
                                     marked_line(17, 17, {0}, "node"), marked_line(18, 18, {1, 2}, "lost"),
                                     marked_line(19, 19, {}, "assumed"), marked_line(20, 20, {1, 2}, "value")}}}}}};
    test::write_run(folder.path, {record});
    run = read_run({folder.path});
    options.sections = {"lines"};
  }
  std::string printed() const { return show_record(run, run.records.front(), options); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(show_lines_test)

BOOST_AUTO_TEST_CASE(lines_are_as_a_person_found_them_right) {
  ShownLines shown;
  test::check_golden("show-lines.txt", shown.printed());
  shown.options.colour = true;
  test::check_golden("show-lines-colour.txt", shown.printed());
}

BOOST_AUTO_TEST_CASE(an_unsound_record_points_at_its_lost_lines) {
  const std::string pointer = "  lost lines: program.py:16,18 (--section lines)\n";
  BOOST_TEST(ShownLines().printed().find(pointer) != std::string::npos);
  BOOST_TEST(ShownLines(Verdict::sound).printed().find("lost lines") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(lines_of_a_program_cannot_steer_the_terminal) {
  ShownLines shown;
  shown.run.records.front().artifact["lines"]["files"][0]["file"] = "\033[2J.py";
  BOOST_TEST(shown.printed().find('\033') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_without_lines_says_why) {
  ShownLines shown;
  shown.run.records.front().artifact.erase("lines");
  shown.run.records.front().stage = Stage::capture;
  BOOST_TEST(shown.printed().find("lines\n  not recorded: the record ended at the stage capture\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
